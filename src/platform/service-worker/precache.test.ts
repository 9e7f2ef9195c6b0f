import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeCaches } from '../testing/caches';
import type { ManifestEntry } from './fetch-file';
import { createPrecache, type Precache } from './precache';

const scope = 'http://localhost:7282/';

/** A version by its files and what is in them. */
type Version = Readonly<Record<string, string>>;

const old: Version = {
  'index.html': '<p>old</p>',
  'assets/index-0000000a.js': 'old();',
  'assets/chat-0000000a.js': 'oldChat();',
  'assets/same-0000000x.js': 'same();',
  'theme.js': 'theme();',
};
const next: Version = {
  'index.html': '<p>new</p>',
  'assets/index-0000000b.js': 'new();',
  'assets/chat-0000000b.js': 'newChat();',
  'assets/same-0000000x.js': 'same();',
  'theme.js': 'theme();',
};
const first = new Set(['index.html', 'assets/index-0000000a.js']);
const ofThe = (version: Version): string[] => Object.keys(version).map((file) => scope + file);

let browser: ReturnType<typeof fakeCaches>;
let deployed: Version;
/** The URLs asked for, with the mode of the HTTP cache. */
let asked: string[];
/** What goes wrong with the n-th request. */
let fault: { at: number; kind: Fault } | undefined;

beforeEach(() => {
  browser = fakeCaches();
  deployed = old;
  asked = [];
  fault = undefined;
});

const faults = {
  'no network': () => Promise.reject(new TypeError('Failed to fetch')),
  404: () => new Response('Not found', { status: 404 }),
  500: () => new Response('Broken', { status: 500 }),
  'the page in place of a file': () => new Response('<!doctype html><p>App</p>'),
  'an empty file': () => new Response(''),
  'the beginning of it': (body: string) => new Response(body.slice(0, -1)),
  'cut off in the middle': (body: string) =>
    new Response(
      new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode(body.slice(0, 3)));
          stream.error(new TypeError('network error'));
        },
      }),
    ),
} satisfies Record<string, (body: string) => Response | Promise<Response>>;
type Fault = keyof typeof faults | 'a full disk';
const kinds = [...Object.keys(faults), 'a full disk'] as Fault[];

async function serve(request: Request): Promise<Response> {
  asked.push(`${request.url.slice(scope.length)} ${request.cache}`);
  const body = deployed[request.url.slice(scope.length)];
  // What is wrong stays wrong until somebody repairs it.
  const isBroken = fault !== undefined && asked.length >= fault.at;
  if (isBroken && fault?.kind === 'a full disk') browser.disk.room = 0;
  else if (isBroken && fault) return faults[fault.kind as keyof typeof faults](body ?? '');
  return body === undefined ? new Response('', { status: 404 }) : new Response(body);
}

function precache(version: Version, where = scope): Precache {
  const manifest = Object.entries(version).map(([url, body]): ManifestEntry => {
    const integrity = `sha256-${createHash('sha256').update(body).digest('base64')}`;
    return { url, integrity, ...(first.has(url) ? { first: true } : {}) };
  });
  return createPrecache(manifest, where, { caches: browser.caches, fetch: serve });
}

async function stored(version: Version, files = precache(version)): Promise<Version> {
  const found: Record<string, string> = {};
  for (const url of ofThe(version)) {
    const response = await files.match(url);
    if (response) found[url.slice(scope.length)] = await response.text();
  }
  return found;
}

test('a version is stored one file after the other, out of the HTTP cache where that has it', async () => {
  await precache(old).install('all');
  expect(asked).toEqual(Object.keys(old).map((file) => `${file} default`));
  expect(await stored(old)).toEqual(old);
  expect(await precache(old).report()).toEqual({ total: 5, missing: 0 });
});

test('the page is kept by both of its addresses, also where an earlier version kept it by one', async () => {
  const files = precache(old);
  await files.install('all');
  const page = () => files.match(scope).then((response) => response?.text());
  expect(await page()).toBe('<p>old</p>');
  const [store] = browser.stores.values();
  store?.delete(scope);
  expect(await files.report()).toEqual({ total: 5, missing: 1 });
  await files.fill(() => true);
  expect(await page()).toBe('<p>old</p>');
});

test('a full disk keeps no file that was written for nothing', async () => {
  browser.disk.room = 1;
  await expect(precache(old).install('all')).rejects.toThrow('No room');
  expect([...(browser.stores.values().next().value?.keys() ?? [])]).toEqual([]);
});

test('a small install takes what the first screen needs, and the rest comes in portions', async () => {
  const files = precache(old);
  await files.install('first');
  expect(Object.keys(await stored(old))).toEqual([...first]);
  await files.fill(() => false);
  expect(await files.report()).toEqual({ total: 5, missing: 2 });
  await files.fill(() => true);
  expect(await stored(old)).toEqual(old);
  expect(asked).toHaveLength(5);
});

test('of a new version only what changed is fetched', async () => {
  await precache(old).install('all');
  asked = [];
  deployed = next;
  await precache(next).install('all');
  expect(asked.map((line) => line.split(' ')[0])).toEqual(Object.keys(next).slice(0, 3));
  expect(await stored(next)).toEqual(next);
});

test('what the HTTP cache holds of another version is asked for again past it', async () => {
  await precache(old).install('all');
  asked = [];
  deployed = next;
  const stale = async (request: Request) =>
    request.cache === 'default' && request.url.endsWith('.html')
      ? new Response(old['index.html'])
      : serve(request);
  const manifest = [{ url: 'index.html', integrity: sha(next['index.html'] ?? '') }];
  const files = createPrecache(manifest, scope, { caches: browser.caches, fetch: stale });
  await files.install('all');
  expect(asked).toEqual(['index.html reload']);
  expect(await (await files.match(`${scope}index.html`))?.text()).toBe(next['index.html']);
});

const sha = (body: string): string =>
  `sha256-${createHash('sha256').update(body).digest('base64')}`;

describe('an update that fails at any step', () => {
  const cases = kinds.flatMap((kind) => [1, 2, 3].map((at) => ({ kind, at })));
  test.each(cases)('$kind at request $at', async ({ kind, at }) => {
    await precache(old).install('all');
    const before = structuredClone(await stored(old));
    asked = [];
    deployed = next;
    fault = { at, kind };
    await expect(precache(next).install('all')).rejects.toThrow();
    expect(await stored(old)).toEqual(before);
    expect(before).toEqual(old);
    // Nothing wrong was kept for a file of the new one either.
    expect(next).toMatchObject(await stored(next));

    fault = undefined;
    browser.disk.room = Infinity;
    const stays = kind === 'a full disk' ? 0 : at - 1;
    expect(Object.keys(await stored(next))).toHaveLength(stays);
    asked = [];
    await precache(next).install('all');
    expect(asked).toHaveLength(3 - stays);
    expect(await stored(next)).toEqual(next);
    expect(await stored(old)).toEqual(old);
  });
});

test.each(kinds)(
  'a first install that meets %s keeps nothing wrong, and goes on later',
  async (kind) => {
    fault = { at: 2, kind };
    await expect(precache(old).install('first')).rejects.toThrow();
    expect(old).toMatchObject(await stored(old));
    fault = undefined;
    browser.disk.room = Infinity;
    await precache(old).install('first');
    await precache(old).fill(() => true);
    expect(await stored(old)).toEqual(old);
  },
);

test('a page of the old version finds its own parts after the new one took over', async () => {
  await precache(old).install('all');
  deployed = next;
  const files = precache(next);
  await files.install('all');
  const chat = `${scope}assets/chat-0000000a.js`;
  expect(await files.match(chat)).toBeUndefined();
  expect(await (await files.matchOther(chat))?.text()).toBe('oldChat();');
  await files.removeOlder([`${scope}assets/index-0000000a.js`]);
  expect(await (await files.matchOther(chat))?.text()).toBe('oldChat();');
  await files.removeOlder([`${scope}assets/index-0000000b.js`]);
  expect(await files.matchOther(chat)).toBeUndefined();
  expect(await stored(next)).toEqual(next);
});

test('a newer version that is half-way, another page and another program keep their caches', async () => {
  await precache(old).install('all');
  await createPrecache([], `${scope}elsewhere/`, {
    caches: browser.caches,
    fetch: serve,
  }).install('all');
  await (await browser.caches.open('another program')).put('x', new Response());
  deployed = next;
  fault = { at: asked.length + 2, kind: 'no network' };
  await expect(precache(next).install('all')).rejects.toThrow();
  await precache(old).removeOlder([]);
  expect([...browser.stores.keys()]).toHaveLength(4);
  expect(Object.keys(await stored(next))).toHaveLength(1);
});

/** What is put into the cache when the server answers so. */
async function keptOf(response: Response): Promise<Response | undefined> {
  let kept: Response | undefined;
  const caches = {
    keys: async () => [],
    open: async () => ({
      keys: async () => [],
      put: async (_: string, given: Response) => void (kept = given),
    }),
  } as unknown as CacheStorage;
  const manifest = [{ url: 'index.html', integrity: sha('page'), first: true as const }];
  await createPrecache(manifest, scope, { caches, fetch: async () => response }).install('first');
  return kept;
}

test('an answer that was sent on is kept without that mark, which a navigation refuses', async () => {
  const response = new Response('page', { headers: { 'x-policy': 'kept' } });
  const kept = await keptOf(Object.defineProperty(response, 'redirected', { value: true }));
  expect(kept?.redirected).toBe(false);
  expect(kept?.headers.get('x-policy')).toBe('kept');
  expect(await kept?.text()).toBe('page');
});

test('a file is kept for any request, whatever headers its server tells apart', async () => {
  const headers = { vary: 'Origin, Accept-Encoding', 'x-policy': 'kept' };
  const kept = await keptOf(new Response('page', { headers }));
  expect([...(kept?.headers.keys() ?? [])]).toEqual(['content-type', 'x-policy']);
  expect(await kept?.text()).toBe('page');
  const encoded = new Response('page', { headers: { vary: 'Accept-Encoding' } });
  expect(await keptOf(encoded)).toBe(encoded);
});
