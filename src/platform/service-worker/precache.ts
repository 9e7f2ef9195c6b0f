/** One built file, as the build lists it; `revision` is null where the name itself carries a hash. */
export interface ManifestEntry {
  url: string;
  revision: string | null;
}

/** The cache of one version of the page. */
export interface Precache {
  /** Absolute URLs of all files. */
  urls: ReadonlySet<string>;
  /** Fetches all files past the HTTP cache and stores them; rejects, with nothing stored, if one cannot be had. */
  install(): Promise<void>;
  /** Deletes the caches of other versions of this page; never those of another page on the same origin. */
  removeOthers(): Promise<void>;
  match(url: string): Promise<Response | undefined>;
}

/** The files of `manifest`, in a cache whose name tells the scope and a checksum of the whole list. */
export function createPrecache(
  manifest: readonly ManifestEntry[],
  scope: string,
  tools: { caches: CacheStorage; fetch: (request: Request) => Promise<Response> },
): Precache {
  const { caches, fetch } = tools;
  // The scope is in the name because all paths of an origin share its caches.
  const prefix = `patchbay-files ${scope} `;
  const name = prefix + checksum(JSON.stringify(manifest));
  const urls = new Set(manifest.map((entry) => new URL(entry.url, scope).href));
  return {
    urls,
    async install() {
      const files = await Promise.all(Array.from(urls, (url) => fetchFile(url, fetch)));
      const cache = await caches.open(name);
      await Promise.all(files.map(({ url, response }) => cache.put(url, response)));
    },
    async removeOthers() {
      const names = await caches.keys();
      const old = names.filter((other) => other.startsWith(prefix) && other !== name);
      await Promise.all(old.map((other) => caches.delete(other)));
    },
    async match(url) {
      const cache = await caches.open(name);
      // A module script sends an Origin header, our install did not: `Vary: Origin` must not matter.
      return cache.match(url, { ignoreVary: true });
    },
  };
}

async function fetchFile(url: string, fetch: (request: Request) => Promise<Response>) {
  const response = await fetch(new Request(url, { cache: 'reload', credentials: 'same-origin' }));
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return { url, response: response.redirected ? await withoutRedirect(response) : response };
}

// Some hosts send /index.html on to /. A navigation refuses an answer that was redirected.
async function withoutRedirect(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  return new Response(await response.blob(), { status, statusText, headers });
}

/** FNV-1a, 32 bits, in hex: tells versions apart, protects nothing. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
