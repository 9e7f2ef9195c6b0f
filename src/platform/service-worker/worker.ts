import { answersFor } from './answers-for';
import { isSkipWaiting } from './messages';
import { createPrecache, type ManifestEntry } from './precache';

// The part of ServiceWorkerGlobalScope that is used here: TypeScript's WebWorker library cannot be loaded beside
// the DOM library that the rest of this room needs.
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface WorkerEvents {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  fetch: FetchEvent;
  message: MessageEvent<unknown>;
}
interface WorkerScope {
  /** Every file of the page. The build looks for this name once in the minified worker and puts the list there. */
  readonly __WB_MANIFEST: ManifestEntry[];
  readonly registration: { readonly scope: string; readonly active: object | null };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof WorkerEvents>(
    name: Name,
    listener: (event: WorkerEvents[Name]) => void,
  ): void;
}
declare const self: WorkerScope;

const { scope } = self.registration;
const precache = createPrecache(self['__WB_MANIFEST'], scope, {
  caches,
  fetch: (request) => fetch(request),
});
let isFirst = false;

self.addEventListener('install', (event) => {
  isFirst = self.registration.active === null;
  event.waitUntil(precache.install());
});

self.addEventListener('activate', (event) => {
  // The very first time the open page is taken over, so that it works offline at once. Later versions take over
  // pages only as the browser does it: after a question, or when no tab is open any more.
  event.waitUntil(
    Promise.all([precache.removeOthers(), isFirst ? self.clients.claim() : undefined]),
  );
});

self.addEventListener('message', ({ data }) => {
  if (isSkipWaiting(data)) void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { url, method, mode, headers } = request;
  const authorized = headers.has('authorization');
  const file = answersFor({ url, method, mode, authorized }, scope, precache.urls);
  if (file === undefined) return;
  // The browser may have cleared the cache under a running worker.
  event.respondWith(precache.match(file).then((response) => response ?? fetch(request)));
});
