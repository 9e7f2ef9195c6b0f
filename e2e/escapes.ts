/** Ways out of a page: each is the body of a function that knows `url`, an address of which nobody may ever hear. */
export const ESCAPES: Readonly<Record<string, string>> = {
  fetch: 'fetch(url).catch(() => {})',
  'fetch without CORS': `fetch(url, { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => {})`,
  'fetch that outlives the page': 'fetch(url, { keepalive: true }).catch(() => {})',
  XMLHttpRequest: `const r = new XMLHttpRequest(); r.onerror = () => {}; r.open('GET', url); r.send()`,
  beacon: `navigator.sendBeacon(url, 'x')`,
  WebSocket: `new WebSocket(url.replace('http', 'ws'))`,
  EventSource: 'new EventSource(url)',
  WebTransport: `new WebTransport(url.replace('http:', 'https:')).ready.catch(() => {})`,
  image: 'new Image().src = url',
  'image set': `add('img', { srcset: url + ' 2x' })`,
  'image of an input': `add('input', { type: 'image', src: url })`,
  'image in SVG': `document.body.innerHTML += '<svg><image href="' + url + '" width="9" height="9"/></svg>'`,
  'CSS background': `document.body.style.backgroundImage = 'url(' + url + ')'`,
  'CSS import': `add('style', {}, '@import url(' + url + ');')`,
  'style sheet': `add('link', { rel: 'stylesheet', href: url })`,
  font: `new FontFace('f', 'url(' + url + ')').load().catch(() => {})`,
  script: `add('script', { src: url })`,
  'module script': `add('script', { type: 'module', src: url })`,
  'dynamic import': 'import(url).catch(() => {})',
  'worker that fetches': `new Worker(URL.createObjectURL(new Blob(['fetch("' + url + '")'])))`,
  'worker that imports': `new Worker(URL.createObjectURL(new Blob(['importScripts("' + url + '")'])))`,
  worklet: 'new AudioContext().audioWorklet.addModule(url).catch(() => {})',
  frame: `add('iframe', { src: url })`,
  'frame of its own text': `add('iframe', { srcdoc: '<img src="' + url + '">' })`,
  'frame of data': `add('iframe', { src: 'data:text/html,<img src="' + url + '">' })`,
  'frame of a blob': `add('iframe', { src: URL.createObjectURL(new Blob(['<img src="' + url + '">'], { type: 'text/html' })) })`,
  'frame with scripts of its own': `add('iframe', { srcdoc: '<script>location = "' + url + '"</' + 'script>' })`,
  object: `add('object', { data: url })`,
  embed: `add('embed', { src: url })`,
  video: `add('video', { src: url, autoplay: '' })`,
  'video poster': `add('video', { poster: url })`,
  form: `const f = add('form', { action: url, method: 'post' }); f.submit()`,
  'form in a new window': `const f = add('form', { action: url, target: '_blank' }); f.submit()`,
  refresh: `add('meta', { 'http-equiv': 'refresh', content: '0;url=' + url })`,
  location: 'location = url',
  'location.replace': 'location.replace(url)',
  'navigation API': 'navigation.navigate(url).finished.catch(() => {})',
  'link that is clicked': `add('a', { href: url }).click()`,
  'link into a new window': `add('a', { href: url, target: '_blank' }).click()`,
  'link to the top': `add('a', { href: url, target: '_top' }).click()`,
  'ping of a link': `add('a', { href: '#', ping: url }).click()`,
  'window.open': 'open(url)',
  'top.location': 'top.location = url',
  'parent.location': 'parent.location = url',
  'script address': `location = 'javascript:fetch("' + url + '")'`,
  prefetch: `add('link', { rel: 'prefetch', href: url })`,
  preload: `add('link', { rel: 'preload', as: 'image', href: url })`,
  'module preload': `add('link', { rel: 'modulepreload', href: url })`,
  preconnect: `add('link', { rel: 'preconnect', href: url })`,
  icon: `add('link', { rel: 'icon', href: url })`,
  manifest: `add('link', { rel: 'manifest', href: url })`,
  speculation: `add('script', { type: 'speculationrules' }, JSON.stringify({ prefetch: [{ source: 'list', urls: [url] }] }))`,
  'shared worker': `new SharedWorker(url)`,
  'service worker': `navigator.serviceWorker.register(url).catch(() => {})`,
  WebRTC: `const c = new RTCPeerConnection({ iceServers: [{ urls: url.replace('http://', 'stun:').replace(/\\/.*/, '') }] });
    c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o))`,
  'WebRTC of a frame': `add('iframe', { srcdoc: '<script>const c = new RTCPeerConnection({ iceServers: [{ urls: "' +
    url.replace('http://', 'stun:').replace(/\\/.*/, '') +
    '" }] }); c.createDataChannel("x"); c.createOffer().then((o) => c.setLocalDescription(o))</' + 'script>' })`,
};

/** What the bodies above use. */
export const HELPERS = `
  const add = (name, attributes, text = '') => {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.append(text);
    document.body.append(element);
    return element;
  };
`;
