import { connectionSymptoms } from './connection-symptoms';
import { ownSymptoms } from './own-symptoms';
import { type Symptom, toProviders } from './symptom';
import type { SymptomId } from './symptom-id';

/** Every symptom, in the order of the list: first what keeps one from connecting. */
export const symptoms: Readonly<Record<SymptomId, Symptom>> = {
  ...connectionSymptoms,
  overflow: {
    title: 'The chat is longer than the context window',
    why: 'What is sent is the whole chat, and a model reads no more than its window. The ring beside the composer shows how full it is.',
    steps: [
      { text: 'Press Summarise older turns and ask again, in the message that failed.' },
      { text: 'Load the model with a larger window. Your server’s page tells how.' },
      { text: 'Begin a new chat for another subject.' },
    ],
    links: [{ href: '#/help', label: 'Your server under Help' }],
    also: 'context length exceeded too long maximum tokens window',
  },
  'bad-request': {
    title: 'The server refuses the request (400, 422)',
    why: 'A value in it is not to the server’s liking. Its words, in the message, mostly name the value.',
    steps: [
      { text: 'Open Chat settings and take back what is set there.' },
      { text: 'Take out the attachment, or turn off the tools of this chat, then retry.' },
      {
        text: 'Fields that a server refuses are left out by themselves and remembered on the provider’s page, where they can be reset.',
      },
    ],
    links: [toProviders],
    also: '400 422 bad request invalid parameter temperature tools unsupported',
  },
  'cut-off': {
    title: 'An answer breaks off in its middle',
    why: 'The connection ended before the server said that it was done: the server stopped, the network changed, or a proxy gave up waiting.',
    steps: [
      { text: 'What had arrived is kept. Continue goes on in its place, Retry asks again.' },
      { text: 'A proxy in front may need a longer time limit, and must not collect the answer.' },
      { text: 'Keep the screen on while an answer comes: Settings.' },
    ],
    links: [{ href: '#/settings', label: 'Settings' }],
    also: 'interrupted connection lost cut off stream ended network error',
  },
  'too-large': {
    title: 'The server sent more than an answer can have',
    why: 'It did not stop, so Patchbay stopped listening and kept what had come.',
    steps: [
      { text: 'Retry. A limit (Max tokens, in Chat settings) makes the server stop earlier.' },
    ],
    also: 'endless loop repeating never stops',
  },
  'no-provider': {
    title: 'The provider of a chat was removed',
    why: 'The chat is kept, but nobody is there to ask.',
    steps: [
      { text: 'Choose another model below the chat, then retry.' },
      { text: 'Or add the provider again; chats find it by its address.' },
    ],
    links: [{ href: '#/providers/add', label: 'Add provider' }],
    also: 'removed provider model missing',
  },
  locked: {
    title: 'The keys are locked',
    why: 'A passphrase protects them, and each tab asks for it when a key is first needed.',
    steps: [
      { text: 'Retry asks for the passphrase.' },
      {
        text: 'Over plain http from another computer a browser has no cryptography: open Patchbay over https, or at http://localhost.',
      },
      { text: 'A forgotten passphrase opens nothing: enter the keys again on their pages.' },
    ],
    links: [{ href: '#/settings', label: 'Settings, Keys' }],
    also: 'passphrase locked unlock vault encryption',
  },
  internal: {
    title: 'Patchbay could not go on',
    why: 'Something happened that it does not know. Chats and providers are stored.',
    steps: [
      { text: 'Retry, and reload the page if that does not help.' },
      { text: 'The log has the error, without keys: download it for a report.' },
    ],
    links: [{ href: '#/log', label: 'Log' }],
    also: 'bug crash error unexpected',
  },
  ...ownSymptoms,
};

/** The page of that id; undefined for an address that nobody wrote. */
export function findSymptom(id: string): Symptom | undefined {
  return Object.entries(symptoms).find(([known]) => known === id)?.[1];
}
