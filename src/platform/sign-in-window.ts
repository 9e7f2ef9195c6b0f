import type { OpenWindow, Pending, SignInWindow } from '../core/tool-servers/sign-in-trip';

/** As public/oauth.js has them. */
const CHANNEL = 'patchbay-sign-in';
const PENDING = 'patchbay-sign-in';
const RETURN = 'patchbay-sign-in-return';

/** The browser's windows; the page that a sign-in comes back to is `oauth.html` beside this one. */
export function createSignInWindow(browser: Window & typeof globalThis): SignInWindow {
  const redirectUrl = new URL('oauth.html', browser.location.href).href;
  return {
    redirectUrl,
    open() {
      if (import.meta.env.MODE === 'single') throw new Error(NO_WAY_BACK);
      // Our own page first, in the press itself: where it leads is not known before some requests.
      const opened = browser.open(redirectUrl, '_blank', 'popup,width=520,height=720');
      return opened ? openedWindow(opened, browser) : undefined;
    },
    leave(url, pending) {
      browser.sessionStorage.setItem(PENDING, JSON.stringify(pending));
      browser.location.assign(url);
    },
    takeReturn() {
      try {
        const pending = readPending(browser.sessionStorage.getItem(PENDING));
        const query = browser.sessionStorage.getItem(RETURN);
        if (!pending || query === null) return undefined;
        browser.sessionStorage.removeItem(PENDING);
        browser.sessionStorage.removeItem(RETURN);
        return { pending, query };
      } catch {
        // No storage, no sign-in in this tab.
        return undefined;
      }
    },
  };
}

const NO_WAY_BACK =
  'A sign-in has no way back to a single-file page. Use a Patchbay that comes from a server, or a header with a token.';

function openedWindow(opened: Window, browser: Window & typeof globalThis): OpenWindow {
  const channel = new browser.BroadcastChannel(CHANNEL);
  return {
    go(url) {
      opened.location.href = url;
    },
    answer: (state, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('It was given up.')));
        channel.addEventListener('message', ({ data }: MessageEvent) => {
          const query = queryOf(data);
          if (query === undefined || new URLSearchParams(query).get('state') !== state) return;
          // The window closes when it hears that somebody took it.
          channel.postMessage({ taken: state });
          resolve(query);
        });
      }),
    close() {
      channel.close();
      opened.close();
    },
  };
}

function queryOf(data: unknown): string | undefined {
  const { query }: { query?: unknown } = typeof data === 'object' && data !== null ? data : {};
  return typeof query === 'string' ? query : undefined;
}

function readPending(text: string | null): Pending | undefined {
  if (text === null) return undefined;
  const value: unknown = JSON.parse(text);
  const fields: Partial<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  const { serverId, state, verifier } = fields;
  return typeof serverId === 'string' && typeof state === 'string' && typeof verifier === 'string'
    ? { serverId, state, verifier }
    : undefined;
}
