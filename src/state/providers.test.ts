import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import type { Fetch } from '../lib/fetch';
import { createProviders } from './providers';
import { fakeClock, fakeIds, fakeProviderRepository, fakeTabs } from './testing/fakes';

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
