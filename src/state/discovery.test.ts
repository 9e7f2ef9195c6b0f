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

const url = 'http://localhost:9/v1';
const draft = { input: url, apiKey: '' };

/** An LM Studio whose native list waits for `release`; `asked` counts how often that list was asked for. */
function lmStudio(contextLength = 4096) {
  const waiting: (() => void)[] = [];
  const server = { asked: 0, aborted: 0, contextLength, held: true };
  const fetch: Fetch = async (address, init) => {
    if (address.endsWith('/v1/models') && !address.includes('/api/')) {
      return Response.json({ data: [{ id: 'm', owned_by: 'organization_owner' }] });
    }
    if (!address.endsWith('/api/v1/models')) return Response.json({ error: 'no' });
    server.asked += 1;
    init?.signal?.addEventListener('abort', () => (server.aborted += 1));
    if (server.held) await new Promise<void>((resolve) => waiting.push(resolve));
    init?.signal?.throwIfAborted();
    const copies = [{ id: 'm', config: { context_length: server.contextLength } }];
    return Response.json({
      models: [{ key: 'm', loaded_instances: copies, max_context_length: 131072 }],
    });
  };
  const release = () => {
    server.held = false;
    waiting.splice(0).forEach((resolve) => resolve());
  };
  return Object.assign(server, { fetch, release });
}

async function open(fetch: Fetch, repository = fakeProviderRepository()) {
  const tabs = fakeTabs();
  const clock = fakeClock();
  const providers = createRoot(() =>
    createProviders({
      repository,
      tabs: tabs.own,
      clock,
      newId: fakeIds(),
      page: { origin: 'http://localhost', isSecureContext: true, isOnline: true },
      fetchFor: () => (address, init) => fetch(address, init),
      onFailure: () => {},
      demo: async () => undefined,
      onDemoRemoved: async () => {},
      vault: noVault,
    }),
  );
  await providers.ready;
  const { signal } = new AbortController();
  const add = async () => {
    const { outcome } = await providers.probe(draft, signal);
    return providers.add(draft, url, outcome);
  };
  const facts = (id: string) => providers.get(id)?.listed?.models[0];
  return { providers, repository, tabs, clock, add, facts };
}

test('the list is there before the server is recognised, and then both are stored', async () => {
  const server = lmStudio();
  const { providers, repository, add, facts } = await open(server.fetch);
  const id = await add();
  expect(providers.status(id).kind).toBe('connected');
  await expect.poll(() => server.asked).toBe(1);
  expect(providers.get(id)?.server).toBeUndefined();
  expect(facts(id)).toEqual({ id: 'm', ownedBy: 'organization_owner' });
  server.release();
  await expect.poll(() => providers.get(id)?.server?.kind).toBe('lm-studio');
  expect(facts(id)).toMatchObject({ runtimeContext: 4096, trainedContext: 131072, loaded: true });
  expect(repository.setup.providers[0]).toEqual(JSON.parse(JSON.stringify(providers.get(id))));
});

test('a refresh keeps what was known until the server has been asked again', async () => {
  const server = lmStudio();
  const { providers, clock, add, facts } = await open(server.fetch);
  const id = await add();
  server.release();
  await expect.poll(() => facts(id)?.runtimeContext).toBe(4096);
  server.contextLength = 8192;
  server.held = true;
  clock.advance(10);
  await providers.refresh(id);
  expect(facts(id)?.runtimeContext).toBe(4096);
  server.release();
  await expect.poll(() => facts(id)?.runtimeContext).toBe(8192);
});

test('facts that the server no longer tells are gone after a refresh', async () => {
  const server = lmStudio();
  const { providers, add, facts } = await open((address, init) => server.fetch(address, init));
  const id = await add();
  server.release();
  await expect.poll(() => facts(id)?.loaded).toBe(true);
  server.fetch = async () => Response.json({ data: [{ id: 'm', owned_by: 'someone' }] });
  await providers.refresh(id);
  await expect.poll(() => providers.get(id)?.server?.kind).toBe('unknown');
  expect(facts(id)).toEqual({ id: 'm', ownedBy: 'someone' });
});

test('what is changed meanwhile is not lost', async () => {
  const server = lmStudio();
  const { providers, add, facts } = await open(server.fetch);
  const id = await add();
  await expect.poll(() => server.asked).toBe(1);
  await providers.update(id, { label: 'Mine', overrides: { m: { contextWindow: 7 } } });
  server.release();
  await expect.poll(() => facts(id)?.runtimeContext).toBe(4096);
  expect(providers.get(id)).toMatchObject({
    label: 'Mine',
    overrides: { m: { contextWindow: 7 } },
  });
});

test.each<[string, (opened: Awaited<ReturnType<typeof open>>, id: string) => Promise<unknown>]>([
  [
    'another address',
    ({ providers }, id) => providers.update(id, { baseUrl: 'http://localhost:8/v1' }),
  ],
  ['another key', ({ providers }, id) => providers.update(id, { apiKey: 'sk-2' })],
  ['removal', ({ providers }, id) => providers.remove(id)],
])('%s ends the look, and nothing of it is saved', async (_, change) => {
  const server = lmStudio();
  const opened = await open(server.fetch);
  const id = await opened.add();
  await expect.poll(() => server.asked).toBe(1);
  await change(opened, id);
  expect(server.aborted).toBe(1);
  server.release();
  await settle();
  expect(opened.providers.get(id)?.server).toBeUndefined();
});

test('a second look ends the first', async () => {
  const server = lmStudio();
  const { providers, clock, add, facts } = await open(server.fetch);
  const id = await add();
  await expect.poll(() => server.asked).toBe(1);
  clock.advance(10);
  await providers.refresh(id);
  await expect.poll(() => server.asked).toBe(2);
  expect(server.aborted).toBe(1);
  server.release();
  await expect.poll(() => facts(id)?.loaded).toBe(true);
});

test('a connection that another tab has changed takes nothing of it', async () => {
  const server = lmStudio();
  const { providers, repository, tabs, add } = await open(server.fetch);
  const id = await add();
  await expect.poll(() => server.asked).toBe(1);
  const other = { baseUrl: 'https://example.com/v1', apiKey: 'sk-new' };
  repository.setup.providers = repository.setup.providers.map((one) => ({ ...one, ...other }));
  tabs.tell({ type: 'providers-changed' });
  await settle();
  server.release();
  await settle();
  expect(providers.get(id)).toMatchObject(other);
  expect(providers.get(id)?.server).toBeUndefined();
});

test('a disk that fails leaves the list as it is, and troubles nobody', async () => {
  const server = lmStudio();
  const { providers, repository, add, facts } = await open(server.fetch);
  const id = await add();
  await expect.poll(() => server.asked).toBe(1);
  repository.save = async () => Promise.reject(new Error('disk full'));
  server.release();
  await settle();
  expect(facts(id)).toEqual({ id: 'm', ownedBy: 'organization_owner' });
  expect(providers.status(id).kind).toBe('connected');
});
