/*
 * Ways out of a page. Each is the body of a function that knows `url`, an address that nobody may ever hear of, and `add`,
 * which puts an element into the page.
 */

/** Many of them fit into one page. */
export const REQUESTS: Readonly<Record<string, string>> = {
  fetch: 'fetch(url).catch(() => {})',
  'fetch without CORS': `fetch(url, { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => {})`,
  'fetch that outlives the page': 'fetch(url, { keepalive: true }).catch(() => {})',
  XMLHttpRequest: `const r = new XMLHttpRequest(); r.open('GET', url); r.send()`,
  beacon: `navigator.sendBeacon(url, 'x')`,
  WebSocket: `new WebSocket(url.replace('http', 'ws'))`,
  EventSource: 'new EventSource(url)',
  WebTransport: `new WebTransport(url.replace('http:', 'https:')).ready.catch(() => {})`,
  image: 'new Image().src = url',
  'image set': `add('img', { srcset: url + ' 2x' })`,
  'image of an input': `add('input', { type: 'image', src: url })`,
  'image in SVG': `add('div').innerHTML = '<svg><image href="' + url + '" width="9" height="9"/></svg>'`,
  'CSS background': `add('p', {}, 'x').style.backgroundImage = 'url(' + url + ')'`,
  'CSS import': `add('style', {}, '@import url(' + url + ');')`,
  'style sheet': `add('link', { rel: 'stylesheet', href: url })`,
  font: `new FontFace('f', 'url(' + url + ')').load().catch(() => {})`,
  script: `add('script', { src: url })`,
  'module script': `add('script', { type: 'module', src: url })`,
  'dynamic import': 'import(url).catch(() => {})',
  'worker that fetches': `new Worker(URL.createObjectURL(new Blob(['fetch("' + url + '")'])))`,
  'worker that imports': `new Worker(URL.createObjectURL(new Blob(['importScripts("' + url + '")'])))`,
  worklet: 'new AudioContext().audioWorklet.addModule(url).catch(() => {})',
  'shared worker': 'new SharedWorker(url)',
  'service worker': 'navigator.serviceWorker.register(url).catch(() => {})',
  'frame of its own text': `add('iframe', { srcdoc: '<img src="' + url + '">' })`,
  'frame of data': `add('iframe', { src: 'data:text/html,<img src="' + url + '">' })`,
  'frame of a blob': `add('iframe', { src: URL.createObjectURL(new Blob(['<img src="' + url + '">'], { type: 'text/html' })) })`,
  object: `add('object', { data: url })`,
  embed: `add('embed', { src: url })`,
  video: `add('video', { src: url, autoplay: '' })`,
  'video poster': `add('video', { poster: url })`,
  prefetch: `add('link', { rel: 'prefetch', href: url })`,
  preload: `add('link', { rel: 'preload', as: 'image', href: url })`,
  'module preload': `add('link', { rel: 'modulepreload', href: url })`,
  preconnect: `add('link', { rel: 'preconnect', href: url })`,
  icon: `add('link', { rel: 'icon', href: url })`,
  manifest: `add('link', { rel: 'manifest', href: url })`,
  speculation: `add('script', { type: 'speculationrules' }, JSON.stringify({ prefetch: [{ source: 'list', urls: [url] }] }))`,
  'ping of a link': `add('a', { href: '#', ping: url }).click()`,
  'window.open': 'open(url)',
  'link into a new window': `add('a', { href: url, target: '_blank' }).click()`,
  'form in a new window': `add('form', { action: url, target: '_blank' }).submit()`,
};

/** Each of them may be the end of its page. */
export const NAVIGATIONS: Readonly<Record<string, string>> = {
  location: 'location = url',
  'location.replace': 'location.replace(url)',
  'navigation API': 'navigation.navigate(url).finished.catch(() => {})',
  'link that is clicked': `add('a', { href: url }).click()`,
  refresh: `add('meta', { 'http-equiv': 'refresh', content: '0;url=' + url })`,
  form: `add('form', { action: url, method: 'post' }).submit()`,
  'top.location': 'top.location = url',
  'parent.location': 'parent.location = url',
  'link to the top': `add('a', { href: url, target: '_top' }).click()`,
  frame: `add('iframe', { src: url })`,
  'frame that leaves': `add('iframe', { srcdoc: '<script>location = "' + url + '"</' + 'script>' })`,
};

const PEER = `const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + new URL(url).host }] });
  peer.createDataChannel('x');
  peer.setLocalDescription();
  top.postMessage('peer for ' + url, '*');`;
const inText = `const text = '<script>const url = "' + url + '";' + ${JSON.stringify(PEER)} + '</' + 'script>'`;
const encoded = `const text = 'const url = "' + url + '";' + ${JSON.stringify(PEER)}`;

/** WebRTC, of which no policy knows: in the page, and in each document that a page can make. Each may be its end. */
export const PEERS: Readonly<Record<string, string>> = {
  peer: PEER,
  'peer in a frame of its own text': `${inText}; add('iframe', { srcdoc: text })`,
  'peer in a frame in a frame': `${inText}; add('iframe', { srcdoc: '<iframe srcdoc="' + text.replaceAll('"', '&quot;') + '"></iframe>' })`,
  'peer in a frame that is written': `${inText}; document.write('<iframe srcdoc="' + text.replaceAll('"', '&quot;') + '"></iframe>')`,
  'peer in a handler of a frame': `${encoded}; add('iframe', { srcdoc: '<img src="x:" onerror="' + text.replaceAll('"', '&quot;') + '">' })`,
  'peer in a script that a frame borrows': `${encoded}; add('iframe', { srcdoc: '<script src="' + URL.createObjectURL(new Blob([text], { type: 'text/javascript' })) + '"></' + 'script>' })`,
  'peer in a frame of data': `${inText}; add('iframe', { src: 'data:text/html,' + encodeURIComponent(text) })`,
  'peer in a frame of a blob': `${inText}; add('iframe', { src: URL.createObjectURL(new Blob([text], { type: 'text/html' })) })`,
  'peer in an empty frame': `const { RTCPeerConnection } = add('iframe').contentWindow; ${PEER}`,
  'peer by the address of a frame': `${encoded}; add('iframe', { src: 'javascript:' + encodeURIComponent(text) })`,
  'peer by an address': `${inText}; location = 'javascript:' + encodeURIComponent(JSON.stringify(text))`,
  'peer in an object': `${inText}; add('object', { type: 'text/html', data: 'data:text/html,' + encodeURIComponent(text) })`,
};

/** Without scripts. `URL` stands for the address. */
export const MARKUP: Readonly<Record<string, string>> = {
  'meta refresh': '<meta http-equiv="refresh" content="0;url=URL">',
  'preconnect in the head':
    '<link rel="preconnect" href="URL"><link rel="dns-prefetch" href="URL">',
  'style sheet in the head': '<link rel="stylesheet" href="URL">',
  base: '<base href="URL"><img src="a.png">',
  picture: '<picture><source srcset="URL"><img src="URL"></picture>',
  'style with everything':
    '<style>@import url(URL); @font-face { font-family: f; src: url(URL) } p { font-family: f; background: url(URL); cursor: url(URL), auto }</style><p>x</p>',
  'event handler': `<img src="data:," onerror="fetch('URL'); location = 'URL'">`,
  'SVG that runs': `<svg onload="location = 'URL'"><animate onbegin="location = 'URL'" attributeName="x" dur="1s"/></svg>`,
  'frame in the markup':
    '<iframe src="URL"></iframe><iframe srcdoc="&lt;img src=URL&gt;"></iframe>',
  'object in the markup': '<object data="URL"></object><embed src="URL">',
  'use of a drawing': '<svg><use href="URL#a"/><image href="URL"/></svg>',
  'video in the markup': '<video src="URL" poster="URL" autoplay><track src="URL" default></video>',
  'body background': '<body background="URL"><table background="URL"><tr><td>x</table>',
  'script in the markup': `<script>fetch('URL'); location = 'URL'</script>`,
};

/** In a worker; none of them says anything when it fails. */
export const WORKER: Readonly<Record<string, string>> = {
  'worker fetch': 'fetch(url).catch(() => {})',
  'worker fetch without CORS': `fetch(url, { mode: 'no-cors', keepalive: true }).catch(() => {})`,
  'worker XMLHttpRequest': `const r = new XMLHttpRequest(); r.open('GET', url, false); r.send()`,
  'worker WebSocket': `new WebSocket(url.replace('http', 'ws'))`,
  'worker EventSource': 'new EventSource(url)',
  'worker WebTransport': `new WebTransport(url.replace('http:', 'https:')).ready.catch(() => {})`,
  importScripts: 'importScripts(url)',
  'worker import': 'import(url).catch(() => {})',
  'worker in a worker': `new Worker(URL.createObjectURL(new Blob(['fetch("' + url + '")'])))`,
  'worker from elsewhere': 'new Worker(url)',
  'worker font': `new FontFace('f', 'url(' + url + ')').load().catch(() => {})`,
};

const ADD = `const add = (name, attributes = {}, text = '') => {
  const element = document.createElement(name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  element.append(text);
  document.body.append(element);
  return element;
};`;

/** Tries all of `ways`, one after the other; what fails does not hold up the next. */
export function attempts(
  ways: Readonly<Record<string, string>>,
  url: (name: string) => string,
): string {
  const one = ([name, body]: [string, string]): string =>
    `try { const url = ${JSON.stringify(url(name))}; ${body} } catch {}\n`;
  return `${Object.entries(ways).some(([name]) => name in WORKER) ? '' : ADD}\n${Object.entries(ways).map(one).join('')}`;
}
