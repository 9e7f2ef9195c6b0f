import { SKIP_WAITING } from './messages';
import { trustWorkerUrl } from '../worker-url';

export interface RegisterOptions {
  /** The built worker, relative to the page: `./worker.js`. */
  url: string;
  /** A new version is there, with all of its files, and waits: ask, then call `activate`. May be told again for a still newer one. */
  onWaiting(): void;
  /** Another tab has switched to the new version; this page goes on with the files of its own. */
  onReplaced?(): void;
  /** A new version could not be had whole: the old one stays. */
  onBroken?(): void;
  /** The worker could not be installed; Patchbay runs without offline start. */
  onError?(error: unknown): void;
}

export interface ServiceWorkerHandle {
  /** Lets the waiting version take over, then reloads once; without one that waits, for another tab was first, at once. */
  activate(): void;
  /** Asks the server for a new version; never rejects. */
  check(): Promise<void>;
}

/** Registers the service worker and watches for new versions; does nothing where there are no service workers. */
export function registerServiceWorker(
  options: RegisterOptions,
  page: Window = window,
): ServiceWorkerHandle {
  const container: ServiceWorkerContainer | undefined = page.navigator.serviceWorker;
  if (!container) return { activate() {}, check: async () => {} };
  let registration: ServiceWorkerRegistration | undefined;
  let asked = false;
  let controlled = container.controller !== null;
  const onTakeOver = (): void => {
    if (asked) page.location.reload();
    else if (controlled) options.onReplaced?.();
    asked = false;
    controlled = true;
  };
  container.addEventListener('controllerchange', onTakeOver);
  register(container, options.url, page.document.baseURI)
    .then((registered) => {
      registration = registered;
      watch(registered, options);
    })
    .catch((error: unknown) => options.onError?.(error));
  return {
    activate() {
      const waiting = registration?.waiting;
      if (!waiting) return page.location.reload();
      asked = true;
      // A page that the old one did not control (a forced reload) is not told of a change.
      waiting.addEventListener('statechange', () => {
        if (waiting.state === 'activated' && asked) onTakeOver();
      });
      waiting.postMessage(SKIP_WAITING);
    },
    async check() {
      await registration?.update().catch(() => {});
    },
  };
}

async function register(container: ServiceWorkerContainer, url: string, base: string) {
  return container.register(trustWorkerUrl(url, base), { scope: new URL('.', base).href });
}

function watch(registration: ServiceWorkerRegistration, options: RegisterOptions): void {
  const { onWaiting, onBroken } = options;
  const follow = (worker: ServiceWorker | null) => {
    const isUpdate = registration.active !== null;
    let isInstalled = false;
    worker?.addEventListener('statechange', () => {
      // Without an active one this is the first install, which asks nothing.
      if (worker.state === 'installed' && isUpdate) onWaiting();
      if (worker.state === 'redundant' && !isInstalled && isUpdate) onBroken?.();
      isInstalled ||= worker.state === 'installed';
    });
  };
  if (registration.waiting && registration.active) onWaiting();
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
}
