import { SKIP_WAITING } from './messages';
import { trustWorkerUrl } from '../worker-url';

export interface RegisterOptions {
  /** The built worker, relative to the page: `./worker.js`. */
  url: string;
  /** A new version is there and waits: ask, then call `activate`. May be told again for a still newer one. */
  onWaiting(): void;
  /** Another tab has switched to the new version: parts of this page that aren't loaded yet may be gone. */
  onReplaced?(): void;
  /** The worker could not be installed; Patchbay runs without offline start. */
  onError?(error: unknown): void;
}

export interface ServiceWorkerHandle {
  /** Lets the waiting version take over, then reloads once. Without one that waits it does nothing. */
  activate(): void;
}

/** Registers the service worker and watches for new versions; does nothing where there are no service workers. */
export function registerServiceWorker(
  options: RegisterOptions,
  page: Window = window,
): ServiceWorkerHandle {
  const container: ServiceWorkerContainer | undefined = page.navigator.serviceWorker;
  if (!container) return { activate() {} };
  let registration: ServiceWorkerRegistration | undefined;
  let asked = false;
  let controlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (asked) page.location.reload();
    else if (controlled) options.onReplaced?.();
    asked = false;
    controlled = true;
  });
  register(container, options.url, page.document.baseURI)
    .then((registered) => {
      registration = registered;
      watch(registered, options.onWaiting);
    })
    .catch((error: unknown) => options.onError?.(error));
  return {
    activate() {
      if (!registration?.waiting) return;
      asked = true;
      registration.waiting.postMessage(SKIP_WAITING);
    },
  };
}

async function register(container: ServiceWorkerContainer, url: string, base: string) {
  return container.register(trustWorkerUrl(url, base), { scope: new URL('.', base).href });
}

function watch(registration: ServiceWorkerRegistration, onWaiting: () => void): void {
  const follow = (worker: ServiceWorker | null) => {
    worker?.addEventListener('statechange', () => {
      // Without an active one this is the first install, which asks nothing.
      if (worker.state === 'installed' && registration.active) onWaiting();
    });
  };
  if (registration.waiting && registration.active) onWaiting();
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
}
