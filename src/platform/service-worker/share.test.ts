import { describe, expect, test } from 'vitest';
import { isShare, openShared, takeShare } from './share';

const scope = 'https://chat.example.org/patchbay/';
const address = `${scope}share`;

/** A CacheStorage for one cache at a time, with bytes as a real one has them. */
function fakeCaches() {
  const stored = new Map<string, Map<string, Response>>();
  return {
    stored,
    async open(name: string) {
      const cache = stored.get(name) ?? new Map<string, Response>();
      stored.set(name, cache);
      return {
        put: async (url: string, response: Response) => {
          const type = response.headers.get('content-type') ?? '';
          const body = await response.blob();
          cache.set(url, new Response(body, { headers: { 'content-type': type } }));
        },
        match: async (url: string) => cache.get(url),
      } as unknown as Cache;
    },
    delete: async (name: string) => stored.delete(name),
  };
}

function post(fields: Record<string, string | Blob | readonly Blob[]>, referrer = ''): Request {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, one as Blob);
  const request = new Request(address, { method: 'POST', body: form });
  return Object.defineProperty(request, 'referrer', { value: referrer });
}

const asked = { url: address, method: 'POST', mode: 'navigate', authorized: false };

describe('a share', () => {
  test('is a POST that opens the address of the manifest, and nothing else', () => {
    expect(isShare(asked, scope)).toBe(true);
    expect(isShare({ ...asked, method: 'GET' }, scope)).toBe(false);
    expect(isShare({ ...asked, mode: 'cors' }, scope)).toBe(false);
    expect(isShare({ ...asked, url: `${scope}v1/share` }, scope)).toBe(false);
  });

  test('is kept for the page, which gets it once', async () => {
    const caches = fakeCaches();
    const photo = new File([new Uint8Array([255, 216, 255, 0])], 'photo.jpg', {
      type: 'image/jpeg',
    });
    const response = await takeShare(post({ text: 'Look', files: photo }), scope, caches);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${scope}#/?shared`);
    const shared = await openShared(scope, caches);
    expect(shared).toMatchObject({ title: '', text: 'Look', url: '' });
    expect(shared?.files.map(({ name, size }) => [name, size])).toEqual([['photo.jpg', 4]]);
    expect(await openShared(scope, caches)).toBeUndefined();
    expect(caches.stored.size).toBe(0);
  });

  test('replaces the one before it', async () => {
    const caches = fakeCaches();
    await takeShare(post({ text: 'first' }), scope, caches);
    await takeShare(post({ text: 'second' }), scope, caches);
    expect((await openShared(scope, caches))?.text).toBe('second');
  });
});

describe('what is too much or not ours', () => {
  const failed = `${scope}#/?shared=failed`;
  const landing = async (request: Request, caches = fakeCaches()) =>
    [
      (await takeShare(request, scope, caches)).headers.get('location'),
      caches.stored.size,
    ] as const;

  test('a form of another origin keeps nothing', async () => {
    expect(await landing(post({ text: 'x' }, 'https://evil.example/'))).toEqual([failed, 0]);
    expect((await landing(post({ text: 'x' }, `${scope}#/`)))[0]).toBe(`${scope}#/?shared`);
  });

  test('a share over 60 MB is left unread', async () => {
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks++;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit;
    const request = Object.defineProperty(new Request(address, init), 'referrer', { value: '' });
    expect(await landing(request)).toEqual([failed, 0]);
    expect(chunks).toBeLessThan(65);
  });

  test('a body that is no form keeps nothing', async () => {
    const request = new Request(address, { method: 'POST', body: 'x=1' });
    Object.defineProperty(request, 'referrer', { value: '' });
    expect(await landing(request)).toEqual([failed, 0]);
  });

  test('of a hundred files twenty are kept, and a million characters of a text', async () => {
    const caches = fakeCaches();
    const files = Array.from({ length: 100 }, (_, at) => new File(['x'], `${at}.txt`));
    await takeShare(post({ text: 'y'.repeat(2_000_000), files }), scope, caches);
    const shared = await openShared(scope, caches);
    expect([shared?.files.length, shared?.text.length]).toEqual([20, 1_000_000]);
  });
});
