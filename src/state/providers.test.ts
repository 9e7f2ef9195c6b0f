import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import type { Fetch } from '../lib/fetch';
import { createProviders } from './providers';
import {
  fakeClock,
  fakeIds,
  fakeProviderRepository,
  fakeTabs,
  settle,
  noVault,
} from './testing/fakes';

const list = (...ids: string[]) => Response.json({ data: ids.map((id) => ({ id })) });
const down: Fetch = async () => {
  throw new TypeError('Failed to fetch');
};

/** One tab over a repository, whose server answers as `server.fetch` says at the time. */
async function open(
  repository = fakeProviderRepository(),
  server: { fetch: Fetch } = { fetch: down },
) {
  const failures: string[] = [];
  const tabs = fakeTabs();
  const providers = createRoot(() =>
    createProviders({
      repository,
      tabs: tabs.own,
      clock: fakeClock(),
      newId: fakeIds(),
      page: { origin: 'http://localhost', isSecureContext: true, isOnline: true },
      fetchFor: () => (url, init) => server.fetch(url, init),
      onFailure: (by, words) => failures.push(`${by}: ${words}`),
      demo: async () => undefined,
      onDemoRemoved: async () => {},
      vault: noVault,
    }),
  );
  await providers.ready;
  return { providers, repository, tabs, failures, server };
}

const draft = (input: string, apiKey = '') => ({ input, apiKey });
const url = 'http://localhost:1234/v1';

test('a server that was down when it was saved is asked again at the next start', async () => {
  const first = await open();
  const id = await first.providers.add(draft(url), url);
  const second = await open(first.repository, { fetch: async () => list('alpha') });
  await expect.poll(() => second.providers.status(id).kind).toBe('connected');
  expect(second.providers.get(id)?.listed?.models.map((model) => model.id)).toEqual(['alpha']);
});

test('a refresh that fails keeps the models of the last one', async () => {
  const { providers, server } = await open(undefined, { fetch: async () => list('alpha') });
  const id = await providers.add(draft(url), url);
  await providers.refresh(id);
  server.fetch = down;
  await providers.refresh(id);
  expect(providers.status(id).kind).toBe('failed');
  expect(providers.get(id)?.listed?.models).toHaveLength(1);
});

test('an address without /v1 settles on the form that answered, and keeps its key', async () => {
  const { providers } = await open(undefined, {
    fetch: async (asked) =>
      asked.endsWith('/v1/models')
        ? list('alpha')
        : Response.json({ error: 'no' }, { status: 404 }),
  });
  const id = await providers.add(draft('http://localhost:1234', 'k'), 'http://localhost:1234');
  await providers.refresh(id);
  expect(providers.get(id)).toMatchObject({ baseUrl: url, apiKey: 'k' });
});

test('a key stays with its origin and is dropped with a new one', async () => {
  const { providers } = await open();
  const id = await providers.add(draft(url, 'secret'), url);
  await providers.update(id, { baseUrl: 'http://localhost:1234/other' });
  expect(providers.get(id)?.apiKey).toBe('secret');
  await providers.update(id, { baseUrl: 'http://elsewhere:1234/v1' });
  expect(providers.get(id)?.apiKey).toBe('');
});

test('a key that was only tried is known to the log, so that it can be blacked out', async () => {
  const { providers } = await open();
  await providers.probe(draft(url, 'sk-tried'), new AbortController().signal);
  expect(providers.keys()).toContain('sk-tried');
});

test('a failure is told with the server’s words', async () => {
  const { providers, failures } = await open(undefined, {
    fetch: async () => Response.json({ error: { message: 'Invalid API Key' } }, { status: 401 }),
  });
  await providers.probe(draft(url, 'bad'), new AbortController().signal);
  expect(failures).toEqual(['new provider: unauthorized · Invalid API Key']);
});

test('a removed provider comes back whole with Undo', async () => {
  const { providers, repository } = await open();
  const id = await providers.add(draft(url, 'k'), url);
  const before = structuredClone(repository.setup.providers[0]);
  const undo = await providers.remove(id);
  expect(repository.setup.providers).toEqual([]);
  await undo();
  expect(repository.setup.providers[0]).toEqual(before);
});

test('a change in another tab shows here', async () => {
  const { providers, repository, tabs } = await open();
  repository.setup.orchestrationModel = 'alpha';
  tabs.tell({ type: 'providers-changed' });
  await expect.poll(() => providers.orchestrationModel).toBe('alpha');
});

test('a write that fails changes nothing on screen', async () => {
  const { providers, repository } = await open();
  const id = await providers.add(draft(url), url);
  repository.save = async () => {
    throw new Error('disk full');
  };
  await expect(providers.update(id, { label: 'New' })).rejects.toThrow('disk full');
  expect(providers.get(id)?.label).toBe('OpenAI-Compatible');
});

/** A server that answers when the test says so. */
function slowServer() {
  const waiting: (() => void)[] = [];
  const asked: { url: string; key: string | null }[] = [];
  const fetch: Fetch = async (address, init) => {
    asked.push({ url: address, key: new Headers(init?.headers).get('authorization') });
    await new Promise<void>((resolve) => waiting.push(resolve));
    init?.signal?.throwIfAborted();
    return list('alpha');
  };
  return {
    fetch,
    asked,
    answer: () => waiting.splice(0).forEach((resolve) => resolve()),
    /** Waits for so many requests; the doctor's code loads first. */
    isAsked: (times: number) => expect.poll(() => asked.length).toBe(times),
  };
}

test('a new key never meets the old address: an answer from there that comes late is dropped', async () => {
  const server = slowServer();
  const { providers, repository, tabs } = await open(undefined, { fetch: server.fetch });
  const id = await providers.add(draft(url, 'sk-old'), url);
  const refreshing = providers.refresh(id);
  await server.isAsked(1);
  server.answer();
  await server.isAsked(2);
  // The keyed request is under way; in another tab, the same provider now goes elsewhere.
  const other = { baseUrl: 'https://example.com/v1', apiKey: 'sk-new' };
  repository.setup.providers = repository.setup.providers.map((one) => ({ ...one, ...other }));
  tabs.tell({ type: 'providers-changed' });
  await settle();
  server.answer();
  await refreshing;
  expect(providers.get(id)).toMatchObject(other);
  expect(repository.setup.providers).toMatchObject([other]);
  const toOld = server.asked.filter(({ url: address }) => address.startsWith('http://localhost'));
  expect(toOld.map(({ key }) => key)).not.toContain('Bearer sk-new');
});

test('an edit stops the look at the old address', async () => {
  const server = slowServer();
  const { providers } = await open(undefined, { fetch: server.fetch });
  const id = await providers.add(draft(url), url);
  const refreshing = providers.refresh(id);
  await server.isAsked(1);
  await providers.update(id, { baseUrl: 'http://localhost:9/v1' });
  server.answer();
  await refreshing;
  expect(providers.get(id)?.baseUrl).toBe('http://localhost:9/v1');
  expect(providers.status(id).kind).toBe('unknown');
});

test('what is changed while a list is written to disk is not lost', async () => {
  const { providers, repository } = await open(undefined, { fetch: async () => list('alpha') });
  const id = await providers.add(draft(url), url);
  const overrides = { alpha: { contextWindow: 7 } };
  await Promise.all([providers.refresh(id), providers.update(id, { overrides }), settle()]);
  await Promise.all([providers.update(id, { label: 'Mine' }), providers.update(id, { overrides })]);
  expect(repository.setup.providers[0]).toMatchObject({ overrides, label: 'Mine' });
  expect(repository.setup.providers[0]?.listed?.models).toHaveLength(1);
});

test('a list that another address gave goes with the address', async () => {
  const { providers } = await open(undefined, { fetch: async () => list('alpha') });
  const id = await providers.add(draft(url), url);
  await providers.refresh(id);
  await providers.update(id, { label: 'Still here' });
  expect(providers.get(id)?.listed).toBeDefined();
  await providers.update(id, { baseUrl: 'http://localhost:9/v1' });
  expect(providers.get(id)?.listed).toBeUndefined();
});

test('a key in the kept fields of an entry does not go along to another address', async () => {
  const { providers } = await open();
  const id = await providers.add(draft(url), url);
  const extra = { headers: { 'X-Api-Key': 'sk-1' }, note: 'kept' };
  await providers.update(id, { extra });
  await providers.update(id, { baseUrl: 'https://example.com/v1' });
  expect(providers.get(id)?.extra).toEqual({ headers: { 'X-Api-Key': '' }, note: 'kept' });
});

test('no key goes over plain http to the internet because a file was imported', async () => {
  const server = slowServer();
  const { providers, repository } = await open(undefined, { fetch: server.fetch });
  const far = 'http://models.example.com/v1';
  const id = await providers.add(draft(far, 'sk-1'), far);
  const { asked } = await providers.replaceSetup(structuredClone(repository.setup));
  await asked;
  expect(server.asked).toEqual([]);
  expect(providers.status(id)).toMatchObject({
    kind: 'failed',
    diagnosis: { cause: 'invalid-url' },
  });
});

test('a provider that comes back with Undo is not said to be looked at for ever', async () => {
  const server = slowServer();
  const { providers } = await open(undefined, { fetch: server.fetch });
  const id = await providers.add(draft(url), url);
  void providers.refresh(id);
  await server.isAsked(1);
  const undo = await providers.remove(id);
  await undo();
  server.answer();
  await settle();
  expect(providers.status(id).kind).toBe('unknown');
});

test('a disk that fails ends the look, and troubles nobody who did not ask', async () => {
  const first = await open();
  const id = await first.providers.add(draft(url), url);
  const { repository } = first;
  repository.save = async () => Promise.reject(new Error('disk full'));
  let asked = 0;
  const second = await open(repository, { fetch: async () => ((asked += 1), list('alpha')) });
  await expect.poll(() => asked).toBe(1);
  await expect.poll(() => second.providers.status(id).kind).toBe('unknown');
  await expect(second.providers.refresh(id)).rejects.toThrow('disk full');
});

test('keys that were taken out are still kept out of the log', async () => {
  const { providers } = await open();
  const id = await providers.add(draft(url, 'sk-first'), url);
  await providers.update(id, { apiKey: 'sk-second' });
  await providers.remove(id);
  expect(providers.keys()).toEqual(expect.arrayContaining(['sk-first', 'sk-second']));
});

test('a look tells what it asks while it goes on, and keeps it with its outcome', async () => {
  const server = slowServer();
  const { providers } = await open(undefined, { fetch: server.fetch });
  const id = await providers.add(draft(url), url);
  const looking = providers.refresh(id);
  await server.isAsked(1);
  expect(providers.status(id)).toMatchObject({ kind: 'looking', steps: [{ ask: 'list' }] });
  server.answer();
  await looking;
  expect(providers.status(id)).toMatchObject({
    kind: 'connected',
    checkup: { diagnosis: { cause: 'ok' }, steps: [{ ask: 'list', saw: 'readable' }] },
  });
});

test('finding out why messages fail posts nothing but an empty request, and changes no status', async () => {
  const posted: unknown[] = [];
  const { providers } = await open(undefined, {
    fetch: async (_url, init) => {
      if (init?.method !== 'POST') return list('alpha');
      posted.push(init.body);
      return Response.json({ error: { message: 'no messages' } }, { status: 400 });
    },
  });
  const id = await providers.add(draft(url), url);
  const { signal } = new AbortController();
  const error = { code: 'network', serverMessage: '' } as const;
  const found = await providers.examineChat(id, error, signal);
  expect(found?.diagnosis.cause).toBe('server-error');
  expect((await providers.examineChat(id, undefined, signal))?.diagnosis.cause).toBe('ok');
  expect(posted).toEqual(['{}', '{}']);
  expect(providers.status(id).kind).toBe('unknown');
});
