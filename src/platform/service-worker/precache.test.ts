import { beforeEach, expect, test } from 'vitest';
import { createPrecache, type ManifestEntry } from './precache';

const scope = 'http://localhost:7282/';
const manifest: ManifestEntry[] = [
  { url: 'index.html', revision: '1' },
  { url: 'assets/a.js', revision: null },
];

let stores: Map<string, Map<string, Response>>;
let fetched: Request[];
let answer: (url: string) => Response;

beforeEach(() => {
  stores = new Map();
  fetched = [];
  answer = (url) => new Response(`file ${url}`);
});

/** As much of CacheStorage as the precache asks for. */
const caches = {
  open: async (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      put: async (url: string, response: Response) => void store.set(url, response),
      match: async (url: string) => store.get(url),
    };
  },
  keys: async () => [...stores.keys()],
  delete: async (name: string) => stores.delete(name),
} as unknown as CacheStorage;

function precache(entries = manifest, where = scope) {
  const fetch = async (request: Request) => {
    fetched.push(request);
    return answer(request.url);
  };
  return createPrecache(entries, where, { caches, fetch });
}

test('installing fetches every file past the HTTP cache and keeps it', async () => {
  const files = precache();
  await files.install();
  expect(fetched.map(({ url, cache }) => [url, cache])).toEqual([
    [`${scope}index.html`, 'reload'],
    [`${scope}assets/a.js`, 'reload'],
  ]);
  expect(await (await files.match(`${scope}assets/a.js`))?.text()).toBe(`file ${scope}assets/a.js`);
});

test('one file that cannot be had stops the install, and nothing is kept', async () => {
  answer = (url) => new Response('', { status: url.endsWith('.js') ? 404 : 200 });
  await expect(precache().install()).rejects.toThrow('assets/a.js: HTTP 404');
  expect(stores.size).toBe(0);
});

test('an answer that was sent on is kept without that mark, which a navigation refuses', async () => {
  answer = () =>
    Object.defineProperty(new Response('page', { headers: { 'x-policy': 'kept' } }), 'redirected', {
      value: true,
    });
  const files = precache();
  await files.install();
  const response = await files.match(`${scope}index.html`);
  expect(response?.redirected).toBe(false);
  expect(response?.headers.get('x-policy')).toBe('kept');
  expect(await response?.text()).toBe('page');
});

test('another version has a cache of its own, and removes only the older ones of this page', async () => {
  await precache().install();
  await precache(manifest, `${scope}elsewhere/`).install();
  await (await caches.open('another program')).put('x', new Response());
  const next = precache([{ url: 'index.html', revision: '2' }]);
  await next.install();
  expect(stores.size).toBe(4);
  await next.removeOthers();
  expect(stores.size).toBe(3);
  expect(stores.has('another program')).toBe(true);
  expect(await next.match(`${scope}index.html`)).toBeDefined();
  expect(
    await precache(manifest, `${scope}elsewhere/`).match(`${scope}elsewhere/index.html`),
  ).toBeDefined();
});
