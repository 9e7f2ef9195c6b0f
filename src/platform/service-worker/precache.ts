import { hashText } from '../../lib/hash-text';
import { fetchFile, type FetchRequest, isIntact, type ManifestEntry } from './fetch-file';
import type { FilesReport } from './messages';

/** The cache of one version of the page. */
export interface Precache {
  /** Of the cache. */
  name: string;
  /** Absolute URLs of all files. */
  urls: ReadonlySet<string>;
  /**
   * Stores the files one after the other: those that an older version has too are taken from there, the others are fetched.
   * With 'first' only what the first screen needs is fetched. Rejects with the first that cannot be had; those before it
   * stay for the next attempt.
   */
  install(part: 'first' | 'all'): Promise<void>;
  /** Goes on with what is missing: one file at least, and more as long as there is time. Rejects as `install` does. */
  fill(hasTime: () => boolean): Promise<void>;
  report(): Promise<FilesReport>;
  /**
   * Deletes the caches of older versions of this page, but for those that hold a file of `alive`; never the cache of a
   * newer version, which may be half-way, nor one of another page on the same origin.
   */
  removeOlder(alive: readonly string[]): Promise<void>;
  match(url: string): Promise<Response | undefined>;
  /** A file that only other versions have. */
  matchOther(url: string): Promise<Response | undefined>;
}

/** The files of `manifest`, in a cache whose name tells the scope and a hash of the whole list. */
export function createPrecache(
  manifest: readonly ManifestEntry[],
  scope: string,
  tools: { caches: CacheStorage; fetch: FetchRequest },
): Precache {
  const { caches, fetch } = tools;
  // The scope is in the name because all paths of an origin share its caches.
  const prefix = `patchbay-files ${scope} `;
  const name = prefix + hashText(JSON.stringify(manifest));
  const files = new Map(manifest.map((entry) => [new URL(entry.url, scope).href, entry]));
  // By both of its addresses: a browser that answers from the cache by itself knows the one it was asked for.
  const start = `${scope}index.html`;

  const allCaches = async () => (await caches.keys()).filter((other) => other.startsWith(prefix));
  const others = async () => (await allCaches()).filter((other) => other !== name);
  const matchIn = async (cacheName: string, url: string) =>
    // A module script sends an Origin header, our install did not: `Vary: Origin` must not matter.
    (await caches.open(cacheName)).match(url, { ignoreVary: true });

  async function missing(): Promise<[string, ManifestEntry][]> {
    const stored = await (await caches.open(name)).keys();
    const there = new Set(stored.map(({ url }) => url));
    const isThere = (url: string) => there.has(url) && (url !== start || there.has(scope));
    return [...files].filter(([url]) => !isThere(url));
  }

  async function fromOthers(url: string, integrity: string | undefined) {
    for (const other of integrity === undefined ? [] : await others()) {
      const response = await matchIn(other, url);
      if (response && (await isIntact(response.clone(), integrity))) return response;
    }
    return undefined;
  }

  /** True if it is stored now. */
  async function keep(url: string, { integrity }: ManifestEntry, mayFetch: boolean) {
    const response =
      (await fromOthers(url, integrity)) ??
      (mayFetch ? await fetchFile(url, integrity, fetch) : undefined);
    if (!response) return false;
    const cache = await caches.open(name);
    const kept = forAnyRequest(response);
    if (url === start) await cache.put(scope, kept.clone());
    await cache.put(url, kept);
    return true;
  }

  /** The disk is full: the room is worth more to what a person writes. */
  async function giveBack(urls: readonly string[]) {
    const cache = await caches.open(name);
    await Promise.all([...urls, scope].map((url) => cache.delete(url)));
  }

  return {
    name,
    urls: new Set(files.keys()),
    async install(part) {
      const kept: string[] = [];
      try {
        for (const [url, entry] of await missing())
          if (await keep(url, entry, part === 'all' || entry.first === true)) kept.push(url);
      } catch (error) {
        if (error instanceof Error && error.name === 'QuotaExceededError') await giveBack(kept);
        throw error;
      }
      // The browser may have cleared what an earlier attempt had stored.
      if (part === 'all' && (await missing()).length > 0) throw new Error('Files were lost');
    },
    async fill(hasTime) {
      for (const [url, entry] of await missing()) {
        await keep(url, entry, true);
        if (!hasTime()) return;
      }
    },
    report: async () => ({ total: files.size, missing: (await missing()).length }),
    async removeOlder(alive) {
      // In the order of their making.
      const known = await allCaches();
      for (const older of known.slice(0, Math.max(known.indexOf(name), 0))) {
        const kept = await Promise.all(alive.map((url) => matchIn(older, url)));
        if (kept.every((found) => found === undefined)) await caches.delete(older);
      }
    },
    match: (url) => matchIn(name, url),
    async matchOther(url) {
      for (const other of await others()) {
        const response = await matchIn(other, url);
        if (response) return response;
      }
      return undefined;
    },
  };
}

/**
 * A module script sends an Origin header, our install did not: a browser that answers from the cache by itself, by the
 * routes of the worker, looks at `Vary`. It leaves the encoding alone.
 */
function forAnyRequest(response: Response): Response {
  const vary = response.headers.get('vary');
  if (vary === null || /^accept-encoding$/i.test(vary.trim())) return response;
  const headers = new Headers(response.headers);
  headers.delete('vary');
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
