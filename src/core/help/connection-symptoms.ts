import type { Cause } from '../doctor/types';
import { type Symptom, toProviders, toServers } from './symptom';

const npmStart = 'npm start';

/** The doctor's verdicts, in general; for one server and this page the doctor itself has the lines to copy. */
export const connectionSymptoms: Readonly<Record<Exclude<Cause, 'ok'>, Symptom>> = {
  unreachable: {
    title: 'Nothing answers at the address',
    why: 'No program listens there, or something between it and this browser holds the request back.',
    steps: [
      { text: 'Start the server, and wait until it says that it listens.' },
      { text: 'Compare the port with the one that the server prints when it starts.' },
      {
        text: 'On another computer: let the server listen for other devices too, and let its firewall pass the port. Most servers listen on their own computer only.',
      },
      { text: 'An extension that blocks requests may block this one: try without it.' },
    ],
    links: [toServers],
    also: 'failed to fetch connection refused network error down port firewall',
  },
  cors: {
    title: 'The server answers, but not this page',
    why: 'A browser hands an answer to a page only if the server names that page’s address in it, or all pages (CORS). Other programs are not asked for that, so the same server works there.',
    steps: [
      { text: 'Start the server with this page’s address on its list. Its page has the line.' },
      { text: 'A proxy in front of it may send the same headers in its place.' },
      { text: 'Or serve Patchbay at the server’s own address: then nothing has to be allowed.' },
    ],
    links: [toServers],
    also: 'cors blocked by cors policy access-control-allow-origin origins failed to fetch',
  },
  'cors-preflight': {
    title: 'It works without a key, but not with one',
    why: 'Before a request with a key, or with a message, the browser asks the server whether this page may send one (a preflight). The server does not answer that question as it should.',
    steps: [
      { text: 'Allow the header Authorization, and Content-Type, in the server’s CORS settings.' },
      { text: 'If the server runs for you alone, start it without a key.' },
      { text: 'Or put a proxy in front that answers OPTIONS with 204 and the headers.' },
    ],
    links: [toServers],
    also: 'preflight options authorization header cors',
  },
  unauthorized: {
    title: 'The key is refused, or missing (401)',
    why: 'The server wants another key than it got. Some servers hide this answer from pages, so that it looks like a server that does not answer.',
    steps: [
      { text: 'Paste the key again on the provider’s page. Spaces around it are taken off.' },
      { text: 'A server that was started without a key wants the field empty.' },
      { text: 'A gateway may want the key in another header: Advanced has X-Api-Key.' },
    ],
    links: [toProviders],
    also: '401 api key invalid_api_key wrong key authentication token',
  },
  forbidden: {
    title: 'The server does not allow this (403)',
    why: 'The key is known but may not do this, or the server refuses the page or the host name that it was asked by.',
    steps: [
      { text: 'Look at what the key may do, where it was made.' },
      { text: 'Ollama answers 403 to a page that is not on its list, and to a foreign host name.' },
    ],
    links: [toServers],
    also: '403 forbidden permission ollama_origins host csrf',
  },
  payment: {
    title: 'The provider asks for payment (402)',
    why: 'The account behind the key has nothing left, or has no plan for this model.',
    steps: [
      { text: 'Look at the account’s balance at the provider.' },
      { text: 'Choose another model.' },
    ],
    also: '402 credits balance quota billing insufficient',
  },
  'wrong-path': {
    title: 'The address or the model is not known (404)',
    why: 'Something answers, but has nothing at this path, or does not know the model that was asked for.',
    steps: [
      { text: 'Check the path: most servers use one that ends in /v1.' },
      { text: 'Press Refresh models on the provider’s page, and choose a model from the list.' },
      { text: 'A server that only makes embeddings has no chat.' },
    ],
    links: [toProviders],
    also: '404 not found model not found path v1',
  },
  'not-openai': {
    title: 'The answer is not that of an OpenAI-compatible server',
    why: 'Another program listens at this address, or the path leads to its web page.',
    steps: [
      { text: 'Check the port, and try the address with /v1 at its end.' },
      { text: 'A page to sign in at, of a proxy or a tunnel, may stand in front of the server.' },
    ],
    links: [toServers],
    also: 'html web page json unexpected token login',
  },
  'no-models': {
    title: 'The server lists no model',
    why: 'It runs, but has loaded or downloaded none, or does not list the one that it has.',
    steps: [
      { text: 'Load or download a model in the server, then press Refresh models.' },
      { text: 'With Ollama:', command: 'ollama pull MODEL' },
      { text: 'Or save the provider and add the model’s id by hand on its page.' },
      { text: 'Models for embeddings, speech or images do not chat; “not for chat” shows them.' },
    ],
    links: [toProviders],
    also: 'empty list models embedding missing model',
  },
  loading: {
    title: 'The model is still loading (503)',
    why: 'Nothing is wrong. Large models take minutes until they are read from the disk.',
    steps: [{ text: 'Wait. The doctor goes on looking; in a chat, press Wait for the server.' }],
    also: '503 loading model slow start unavailable',
  },
  'rate-limited': {
    title: 'The server asks to wait (429)',
    why: 'More was asked within a minute than it allows, or a free share is used up.',
    steps: [
      { text: 'Wait a little, then press Retry.' },
      { text: 'A limit in the providers.json (rate_limit) makes Patchbay keep to it by itself.' },
    ],
    links: [{ href: '#/help/providers-json', label: 'What stands in a providers.json' }],
    also: '429 too many requests rate limit quota',
  },
  'server-error': {
    title: 'The server reports an error (500 and up)',
    why: 'It understood the request and failed at it. Its own words, where it gave any, stand in the message.',
    steps: [
      { text: 'Look into the server’s own log or window: it knows why.' },
      { text: 'Often the memory does not suffice: try a smaller model or a smaller window.' },
      { text: 'A picture for a model that reads text only is such an error on some servers.' },
    ],
    links: [toServers],
    also: '500 502 504 internal server error out of memory crash',
  },
  slow: {
    title: 'It takes long until something answers',
    why: 'The model loads, the prompt is long, or the server is busy with another question.',
    steps: [
      { text: 'Wait: Patchbay sets no limit, and Stop ends it at once.' },
      {
        text: 'A browser opens six connections to one server: stop answers that you do not need.',
      },
      { text: 'A shorter chat is read faster: summarise its older turns.' },
    ],
    also: 'slow timeout hangs waiting pending first token',
  },
  'mixed-content': {
    title: 'This page came over https and the server speaks http',
    why: 'A browser lets an https page ask plain http only at the same computer, and Safari not even there.',
    steps: [
      {
        text: 'Run Patchbay on this computer, where plain http is allowed, at http://localhost:7282.',
        command: npmStart,
      },
      { text: 'Or give the server https, by a proxy with a certificate that the browser trusts.' },
      { text: 'For a server on this computer, Chrome, Edge and Firefox allow it.' },
    ],
    also: 'https http mixed content safari blocked insecure',
  },
  certificate: {
    title: 'The browser does not trust the server’s certificate',
    why: 'The server signed it itself, or it is for another name. Pages are not told more than that.',
    steps: [
      {
        text: 'Open the server’s address in a new tab. If a warning appears, accept it there, then test again.',
      },
      { text: 'A certificate of an authority that your system trusts lasts longer.' },
    ],
    also: 'https ssl tls self-signed certificate warning err_cert',
  },
  'local-network-prompt': {
    title: 'The browser asks whether this page may reach your computer',
    why: 'A page from the internet has to be allowed to reach programs on this computer or in your network.',
    steps: [
      { text: 'Test again, and choose Allow when the browser asks.' },
      { text: 'If it asks nothing, start the server first.' },
    ],
    also: 'permission local network access allow device apps prompt',
  },
  'local-network-blocked': {
    title: 'The browser lets this page reach nothing on your computer or network',
    why: 'The permission was refused once, or this page came over plain http from another computer.',
    steps: [
      {
        text: 'Open the icon at the left of the address bar, and allow access there; then reload.',
      },
      {
        text: 'Or run Patchbay on this computer, at http://localhost:7282: that needs no permission.',
        command: npmStart,
      },
      {
        text: 'macOS has a switch of its own: System Settings → Privacy & Security → Local Network.',
      },
    ],
    also: 'permission denied local network access blocked private network',
  },
  redirected: {
    title: 'The server sends on to another address',
    why: 'Patchbay does not follow by itself: a key goes only to the address that it was entered for.',
    steps: [{ text: 'If you trust the new address, use it as the base URL.' }],
    links: [toProviders],
    also: 'redirect 301 302 307 moved location',
  },
  'invalid-url': {
    title: 'The address is not one',
    why: 'What was typed cannot be asked over http or https, or would show a key to the network.',
    steps: [
      { text: 'Write host and port, for instance:', command: 'http://localhost:1234/v1' },
      {
        text: 'A key has a field of its own; user names and passwords do not go into the address.',
      },
    ],
    also: 'invalid url base url scheme address',
  },
  offline: {
    title: 'This browser is offline',
    why: 'The browser says so itself. Patchbay starts and shows your chats all the same.',
    steps: [
      { text: 'Servers on this computer and in your network still work.' },
      { text: 'For all others, wait for the network.' },
    ],
    also: 'offline no internet network away',
  },
};
