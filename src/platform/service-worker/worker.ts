import { answersFor, mayBeOfOther } from './answers-for';
import type { ManifestEntry } from './fetch-file';
import { livingScripts } from './living-pages';
import { type FilesReport, readWorkerMessage } from './messages';
import { createPrecache } from './precache';
import { isShare, takeShare } from './share';

// The part of ServiceWorkerGlobalScope that is used here: TypeScript's WebWorker library cannot be loaded beside
// the DOM library that the rest of this room needs.
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface InstallEvent extends ExtendableEvent {
  /** Chromium 123 and newer. */
  addRoutes?(routes: readonly Route[]): Promise<void>;
}
interface Route {
  condition: {
    urlPattern: { pathname: string; search?: string };
    requestMethod: 'get';
    requestMode?: 'navigate';
  };
  source: 'cache' | { cacheName: string };
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface MessageToWorker extends ExtendableEvent {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}
interface WorkerEvents {
  install: InstallEvent;
  activate: ExtendableEvent;
  fetch: FetchEvent;
  message: MessageToWorker;
}
interface WorkerClients {
  claim(): Promise<void>;
  matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<{ url: string }[]>;
}
interface WorkerScope {
  /** Every file of the page. The build looks for this name once in the minified worker and puts the list there. */
  readonly __WB_MANIFEST: ManifestEntry[];
  readonly registration: { readonly scope: string; readonly active: object | null };
  readonly clients: WorkerClients;
  readonly navigator: { readonly locks: LockManager; readonly connection?: { saveData?: boolean } };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof WorkerEvents>(
    name: Name,
    listener: (event: WorkerEvents[Name]) => void,
  ): void;
}
declare const self: WorkerScope;

/** How long one question may keep the worker at fetching; the page asks again in its next idle moment. */
const FETCH_MS = 500;

const { scope } = self.registration;
const precache = createPrecache(self['__WB_MANIFEST'], scope, {
  caches,
  fetch: (request, init) => fetch(request, init),
});
let isFirst = false;

/** As a pattern of addresses: these would be more than letters there. */
const folder = new URL(scope).pathname.replace(/[\\:*+?(){}]/g, '\\$&');
const get = (path: string) =>
  ({ urlPattern: { pathname: folder + path }, requestMethod: 'get' }) as const;

self.addEventListener('install', (event) => {
  isFirst = self.registration.active === null;
  // The first time, the open page has the network to itself soon enough. A later version waits until it is complete: the
  // browser lets it take over, unasked, once no page is open any more.
  const isSmall = isFirst || self.navigator.connection?.saveData === true;
  event.waitUntil(precache.install(isSmall ? 'first' : 'all'));
  // The browser answers these from the caches by itself, without a word to this worker, and asks the network for what is
  // in none: a start needs a hundred of them. An older page that is still open has its parts in an older cache.
  const parts: Route = { condition: get('assets/*'), source: 'cache' };
  const source = { cacheName: precache.name };
  const theme: Route = { condition: get('theme.js'), source };
  // With a query it is the same page, which the cache does not know.
  const urlPattern = { pathname: folder, search: '' };
  const start: Route = { condition: { ...get(''), urlPattern, requestMode: 'navigate' }, source };
  // One that knows other routes asks here.
  event.addRoutes?.([start, parts, theme]).catch(() => {});
});

self.addEventListener('activate', (event) => {
  // The very first time the open page is taken over, so that it works offline at once. Later versions take over
  // pages only as the browser does it: after a question, or when no tab is open any more.
  if (isFirst) event.waitUntil(self.clients.claim());
});

let fetching: Promise<void> | undefined;

/** Several tabs may ask at once. */
async function fetchMissing(): Promise<void> {
  const end = performance.now() + FETCH_MS;
  fetching ??= precache
    .fill(() => performance.now() < end)
    .finally(() => {
      fetching = undefined;
    });
  await fetching;
}

async function removeOlder(): Promise<void> {
  const [{ held = [] }, windows] = await Promise.all([
    self.navigator.locks.query(),
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }),
  ]);
  const urls = windows.map(({ url }) => url);
  const alive = livingScripts(held, urls, scope);
  if (alive) await precache.removeOlder(alive);
}

async function answer(type: 'count-files' | 'fetch-files'): Promise<FilesReport> {
  // What cannot be had now is still missing then.
  if (type === 'fetch-files') await fetchMissing().catch(() => {});
  await removeOlder();
  return precache.report();
}

self.addEventListener('message', (event) => {
  const type = readWorkerMessage(event.data);
  const [port] = event.ports;
  if (type === 'skip-waiting') void self.skipWaiting();
  else if (type && port) event.waitUntil(answer(type).then((report) => port.postMessage(report)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { url, method, mode, headers } = request;
  const asked = { url, method, mode, authorized: headers.has('authorization') };
  const file = answersFor(asked, scope, precache.urls);
  // The browser may have cleared the cache under a running worker, or not all of it is there yet.
  if (file !== undefined)
    event.respondWith(precache.match(file).then((response) => response ?? fetch(request)));
  else if (isShare(asked, scope)) event.respondWith(takeShare(request, scope, caches));
  else if (mayBeOfOther(asked, scope))
    event.respondWith(precache.matchOther(url).then((response) => response ?? fetch(request)));
});
