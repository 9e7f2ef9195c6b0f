import { type Symptom, toProviders, toServers, toStorage } from './symptom';
import type { OwnSymptomId } from './symptom-id';

/** What fails in Patchbay itself, or between it and the browser. */
export const ownSymptoms: Readonly<Record<OwnSymptomId, Symptom>> = {
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
  'linked-file': {
    title: 'A linked file is not kept in step',
    why: 'The providers.json on disk and Patchbay were both changed, the file cannot be read, or the browser does not let the page at it any more. Nothing was overwritten.',
    steps: [
      {
        text: 'On the page Providers, Compare and choose shows both sides, and you say which stays.',
      },
      {
        text: 'A file that cannot be read is left as it is. Mend the place that is named, then press Read it again.',
      },
      { text: 'A file that was moved or deleted has to be linked again.' },
    ],
    links: [
      toProviders,
      { href: '#/help/providers-json', label: 'What stands in a providers.json' },
    ],
    also: 'linked file sync conflict differ disk providers.json permission',
  },
  'set-up-link': {
    title: 'A link for another device is not made, or not taken',
    why: 'A part of the link is missing, it has expired, or this page came over plain http, where a browser decrypts nothing.',
    steps: [
      { text: 'Copy all of the link, or scan the code again.' },
      {
        text: 'A link with keys works for 24 hours. Make a new one on the other device: Providers, Set up another device.',
      },
      { text: 'Or use Export providers.json there, and import the file here.' },
    ],
    links: [toProviders],
    also: 'qr code link hand over device expired damaged one-time code',
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
  unreadable: {
    title: 'A chat, or something else that is stored, cannot be read',
    why: 'The browser does not give it out now, it is damaged, or a newer Patchbay wrote it. Nothing is deleted for that.',
    steps: [
      { text: 'Press Try again, or reload the page: often the browser gives it out then.' },
      { text: 'What is damaged or newer is set aside. Storage lists it, and exports it.' },
      { text: 'A newer version reads what an older one cannot: reload to get it.' },
      { text: 'A backup or a snapshot brings back what it holds, and deletes nothing.' },
    ],
    links: [toStorage],
    also: 'damaged corrupt record set aside chat does not open could not be read',
  },
  update: {
    title: 'A part is not loaded, or another version is in the way',
    why: 'Patchbay loads its parts when they are needed. The network is away, a newer version took their place on the server, or another tab runs another version.',
    steps: [
      { text: 'Reload the page. What you typed and all chats stay.' },
      { text: 'Close tabs with an older Patchbay: a newer one waits for them.' },
      { text: 'A download of a new version that breaks off changes nothing, and goes on later.' },
      { text: 'Storage says whether all files are stored, so that they load without a network.' },
    ],
    links: [toStorage],
    also: 'update new version older tab reload chunk dynamically imported module could not be loaded',
  },
  attachment: {
    title: 'A file is not attached',
    why: 'It is empty, damaged, locked or too large, of a kind that no server takes as it is, or the browser does not store it.',
    steps: [
      { text: 'Save documents of an office program as PDF or as text, and attach that.' },
      {
        text: 'At most: images 50 MB, PDF 100 MB, text 4 MB; what is shared from other apps, 60 MB in all.',
      },
      { text: 'A PDF of scanned pages holds no text. Attach its pages as images.' },
      {
        text: 'A model that reads text only needs another model for images. If it does read them, say so below the message box.',
      },
      {
        text: 'What the browser does not store waits in this tab: make room, then press Try again.',
      },
    ],
    links: [toStorage],
    also: 'attach upload file image pdf docx too large refused not read vision share',
  },
  copy: {
    title: 'Nothing is copied',
    why: 'A browser gives its clipboard only to a page that came over https or from this computer, and only while the page is in front.',
    steps: [
      { text: 'Select the text and copy it by hand.' },
      { text: 'Open Patchbay over https, or at http://localhost.' },
      { text: 'Look whether the permission was refused: the icon at the left of the address bar.' },
    ],
    also: 'clipboard copy permission denied',
  },
  'load-model': {
    title: 'A model is not loaded, or not checked',
    why: 'The server has the last word, and it refused or did not answer. Its own words stand in the message.',
    steps: [
      {
        text: 'Often the memory does not suffice: unload another model, or take a smaller window.',
      },
      { text: 'Press Refresh models: it may have been removed or renamed.' },
      { text: 'Load it in the server’s own program, which says more.' },
    ],
    links: [toServers],
    also: 'load unload model memory vram ollama lm studio check capability',
  },
  'tool-server': {
    title: 'A tool server gives nothing, or the sign-in fails',
    why: 'It does not answer this page, wants another key, or its sign-in was given up. Chats go on without its tools.',
    steps: [
      {
        text: 'Open the page Tool servers. What a server needs is said there, with the lines to copy.',
      },
      {
        text: 'The address must be that of its MCP endpoint over HTTP, and it must allow this page (CORS).',
      },
      { text: 'Sign in again, and let the browser open the window for it.' },
      { text: 'Where a change was not saved, look whether the browser stores anything: Storage.' },
    ],
    links: [{ href: '#/tools', label: 'Tool servers' }, toStorage],
    also: 'mcp tool server sign in oauth popup tools connect',
  },
  'tool-call': {
    title: 'A tool call fails',
    why: 'The arguments do not fit the tool, the tool reports an error, or it is not there any more. The model is told, and may try again.',
    steps: [
      { text: 'Open the call: its arguments and its result say what happened.' },
      { text: 'Ask again in other words, or choose a model that calls tools better.' },
      { text: 'For a tool of a server, look at the page Tool servers.' },
    ],
    links: [{ href: '#/tools', label: 'Tool servers' }],
    also: 'tool call failed arguments schema error function calling',
  },
  schema: {
    title: 'An answer does not fit its schema',
    why: 'Not every server keeps its model to the schema of Chat settings; some only ask for it. Or the answer was cut.',
    steps: [
      { text: 'Retry, or choose another model.' },
      { text: 'An answer that ends in its middle needs a higher Max tokens, in Chat settings.' },
      { text: 'A smaller schema, with fewer levels, is kept more often.' },
    ],
    also: 'structured output json schema response format invalid does not fit',
  },
  preview: {
    title: 'A diagram or a preview is not shown',
    why: 'Its text has a mistake, it took too long, or the part that draws could not be loaded.',
    steps: [
      { text: 'Ask the model to mend it, with the words of the message.' },
      {
        text: 'The first drawing needs a connection to where Patchbay comes from, unless all files are stored: Storage.',
      },
      { text: 'A preview has no network: what it wants to load from elsewhere is missing.' },
    ],
    links: [toStorage],
    also: 'mermaid diagram svg html preview drawing sandbox not drawn',
  },
  'single-file': {
    title: 'Some parts do not work in the one file',
    why: 'patchbay.html is all of Patchbay in one file. A browser gives less to a page from a disk than to one from a server.',
    steps: [
      { text: 'Settings lists what is missing.' },
      {
        text: 'Servers see the origin “null”. Those answer that allow every page, or “null” itself.',
      },
      {
        text: 'Any page that you open from a file may read what is stored. Lock the keys with a passphrase.',
      },
      {
        text: 'For all parts, serve Patchbay on this computer, at http://localhost:7282.',
        command: 'npm start',
      },
    ],
    links: [{ href: '#/settings', label: 'Settings' }],
    also: 'single file patchbay.html file:// null origin sandbox preview',
  },
};
