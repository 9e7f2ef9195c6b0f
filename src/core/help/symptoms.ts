import { connectionSymptoms } from './connection-symptoms';
import type { SymptomId } from './symptom-id';
import { type Symptom, toProviders, toStorage } from './symptom';

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
  import: {
    title: 'A providers.json is not imported',
    why: 'The file is no JSON, or has another shape. Nothing was changed by it.',
    steps: [
      {
        text: 'The message names the place in the file. A comma too many or a missing quote is most common.',
      },
      { text: 'An entry needs a base_url. Compare it with the example.' },
    ],
    links: [{ href: '#/help/providers-json', label: 'What stands in a providers.json' }],
    also: 'import file json syntax invalid unreadable base_url',
  },
  backup: {
    title: 'A backup is not written, or not read',
    why: 'The file is damaged or of another program, the passphrase does not fit, or the folder is out of reach. Nothing was changed by a failed restore.',
    steps: [
      { text: 'A damaged file is read as far as it goes; the rest is listed.' },
      { text: 'Without its passphrase a backup still restores, only without keys.' },
      { text: 'For a folder, press the button that allows it again after a restart.' },
    ],
    links: [toStorage],
    also: 'restore backup snapshot passphrase damaged folder',
  },
  storage: {
    title: 'Something is not saved',
    why: 'The disk is full, the browser took its storage away, or this is a window that stores nothing.',
    steps: [
      { text: 'Leave the tab open: it is kept there, and tried again.' },
      { text: 'Press Download in the bar below, to have it in any case.' },
      { text: 'Make room: Storage shows the biggest chats. Or free space on the disk.' },
      { text: 'A private window forgets all when it is closed. Use an ordinary one.' },
    ],
    links: [toStorage],
    also: 'quota disk full indexeddb private window not saved storage persist',
  },
};

/** The page of that id; undefined for an address that nobody wrote. */
export function findSymptom(id: string): Symptom | undefined {
  return Object.entries(symptoms).find(([known]) => known === id)?.[1];
}
