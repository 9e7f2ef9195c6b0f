import type { Look, Secrets } from './probe';
import type { Unreadable } from './types';

/**
 * Paths outside `/v1` that one server or another leaves open (protocol.md §7.3). A readable 404 is as good as an
 * answer: it comes from inside the server's CORS layer.
 */
const openPaths = ['/version', '/health', '/', '/info', '/.well-known/localai.json'];

/** What these requests have in common: no cookies, no cache, and no following of redirects. */
const plain: RequestInit = { credentials: 'omit', cache: 'no-store', redirect: 'error' };

/** Whether anything answers on this host: a no-cors GET, which needs no permission of the server and shows nothing. */
export async function somethingListens(baseUrl: string, look: Look): Promise<boolean> {
  const url = new URL('/', baseUrl).href;
  return look.trail.note(
    { ask: 'listen', url, withKey: false },
    () => answers(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' }, look),
    (found) => ({ saw: found ? 'answers' : 'nothing' }),
  );
}

/**
 * For a server that answers but shows no list: is there another path that this page may read, and may a request to
 * it carry a key? The key itself stays out: a made-up one makes the same preflight.
 */
export async function readElsewhere(
  baseUrl: string,
  secrets: Secrets,
  look: Look,
): Promise<Pick<Unreadable, 'readablePath' | 'preflightPasses'>> {
  const url = new URL('/', baseUrl).href;
  const readablePath = await look.trail.note(
    { ask: 'paths', url, withKey: false },
    () => firstReadable(url, look),
    (path) => (path === undefined ? { saw: 'nothing' } : { saw: 'readable', path }),
  );
  if (readablePath === undefined) return {};
  if (!secrets.apiKey && !secrets.headers) return { readablePath };
  const path = new URL(readablePath, baseUrl).href;
  const preflightPasses = await look.trail.note(
    { ask: 'preflight', url: path, withKey: false },
    () => answers(path, { ...plain, headers: madeUp(secrets) }, look),
    (passes) => ({ saw: passes ? 'readable' : 'nothing' }),
  );
  return { readablePath, preflightPasses };
}

async function firstReadable(base: string, look: Look): Promise<string | undefined> {
  for (const path of openPaths) {
    if (await answers(new URL(path, base).href, plain, look)) return path;
  }
  return undefined;
}

/** The same header names with nothing of the person's in them: a preflight asks for names only. */
function madeUp({ apiKey, keyHeader, headers = {} }: Secrets): Record<string, string> {
  const key = keyHeader === 'x-api-key' ? 'X-Api-Key' : 'Authorization';
  const names = [...Object.keys(headers), ...(apiKey ? [key] : [])];
  return Object.fromEntries(names.map((name) => [name, 'Bearer connection-doctor']));
}

/** True when the request resolves, whatever the status; throws only on abort. */
async function answers(url: string, init: RequestInit, look: Look): Promise<boolean> {
  try {
    const response = await look.fetch(url, { ...init, signal: look.signal });
    // Nobody reads the body, and an unread one holds its connection.
    void response.body?.cancel().catch(() => {});
    return true;
  } catch (error) {
    if (look.signal.aborted) throw error;
    return false;
  }
}
