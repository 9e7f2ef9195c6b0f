import { IDBObjectStore } from 'fake-indexeddb';
import { createRoot } from 'solid-js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ToolServer } from '../core/tool-servers/types';
import { encode } from '../core/providers/encode';
import type { Fetch } from '../lib/fetch';
import type { Database } from '../platform/database';
import { createOpenedFetch } from '../platform/opened-fetch';
import { createProviderRepository } from '../platform/provider-repository';
import { createSealing } from '../platform/sealing';
import { createSetAside } from '../platform/set-aside';
import { openFresh, putRaw, rawRecords } from '../platform/testing/database';
import { provider } from '../platform/testing/records';
import { createToolServerRepository } from '../platform/tool-server-repository';
import { createVaultStore } from '../platform/vault-store';
import { createProviders } from '../state/providers';
import { fakeClock, fakeIds, linkedTabs, settle } from '../state/testing/fakes';
import { openVault, type Vault } from '../state/vault';

// Recognisable wherever they turn up.
const KEY = 'sk-SECRETkey-1';
const HEADER = 'Basic SECREThdr';
const OTHER = 'SECRETother';
const TOKEN = 'SECRETtoken';
const PASSPHRASE = 'correct horse battery';

const toolServer: ToolServer = {
  id: 't1',
  label: 'Notes',
  slug: 'notes',
  url: 'https://tools.example/mcp',
  headers: { Authorization: `Bearer ${OTHER}` },
  isEnabled: true,
  clientId: '',
  signIn: { tokens: { access_token: TOKEN, token_type: 'bearer', id_token: `${TOKEN}2` } },
  hidden: [],
  createdAt: 1,
};

let database: Database;
let tab: ReturnType<typeof linkedTabs>;
const setAside = createSetAside(() => {});

beforeEach(async () => {
  database = await openFresh();
  tab = linkedTabs();
  const repository = createProviderRepository(database, setAside);
  await repository.replaceAll({
    providers: [
      provider('p1', {
        apiKey: KEY,
        headers: { 'X-Team': HEADER },
        extra: { secret: 7 },
        listed: { models: [{ id: 'alpha' }], at: 1 },
      }),
    ],
    remainder: {
      entries: { token: { api_key: OTHER, model: 'm' } },
      extra: { proxy: `https://u:${OTHER}@h/`, planning_model: 'm' },
    },
    orchestrationModel: '',
    summarizeModel: '',
  });
  await createToolServerRepository(database, setAside).save(toolServer);
  // Nothing that this version understands, but it holds a key.
  await putRaw(database, 'providers', { id: 'odd', v: 99, apiKey: KEY, headers: { A: HEADER } });
});
afterEach(() => vi.restoreAllMocks());

/** One tab: providers over the database, and the lock. */
async function openTab() {
  const tabs = tab();
  const sent: { url: string; headers: Record<string, string> }[] = [];
  const server: Fetch = async (url, init) => {
    sent.push({ url, headers: Object.fromEntries(new Headers(init?.headers)) });
    return Response.json({ data: [{ id: 'alpha', owned_by: 'scripted' }] });
  };
  let vault: Vault;
  const fetch = createOpenedFetch(server, (...args) => vault.openHeaders(...args));
  const providers = createRoot(() =>
    createProviders({
      repository: createProviderRepository(database, setAside),
      tabs,
      clock: fakeClock(),
      newId: fakeIds(),
      page: { origin: 'http://localhost', isSecureContext: true, isOnline: true },
      fetchFor: () => fetch,
      onFailure: () => {},
      demo: async () => undefined,
      onDemoRemoved: async () => {},
      vault: async () => vault,
    }),
  );
  vault = await createRoot(() =>
    openVault({
      store: createVaultStore(database),
      sealing: createSealing(crypto, 10),
      tabs,
      onOpened: (secret) => providers.conceal(secret),
      async onRewritten() {
        tabs.publish({ type: 'providers-changed' });
        await providers.reload();
      },
    }),
  );
  await providers.ready;
  await settle();
  return { providers, vault, sent, fetch };
}

async function everything(): Promise<string> {
  const stores = ['providers', 'settings', 'tool-servers'] as const;
  return JSON.stringify(await Promise.all(stores.map((store) => rawRecords(database, store))));
}

test('once locked, no store holds a secret, and all comes back when the lock is removed', async () => {
  const before = await everything();
  expect(before.match(/SECRET/g)?.length).toBe(9);
  const { vault, providers } = await openTab();
  await vault.lockWith(PASSPHRASE);
  expect(await everything()).not.toContain('SECRET');
  expect(providers.get('p1')?.label).toBe('LM Studio');
  expect(JSON.stringify(providers.setup())).not.toContain('SECRET');
  await vault.remove();
  expect(JSON.parse(await everything())).toEqual(JSON.parse(before));
});

test('a locked key is asked for once, sent in clear to its own origin only, and forgotten with Lock now', async () => {
  await (await openTab()).vault.lockWith(PASSPHRASE);
  const { vault, providers, sent, fetch } = await openTab();
  expect(vault.state()).toBe('locked');
  const refreshed = providers.refresh('p1');
  await vi.waitFor(() => expect(vault.isAsking()).toBe(true));
  expect(sent).toEqual([]);
  expect(await vault.answer('correct horse batterx')).toBe(false);
  expect(vault.isAsking()).toBe(true);
  expect(await vault.answer(PASSPHRASE)).toBe(true);
  await refreshed;
  await settle();
  expect(providers.status('p1').kind).toBe('connected');
  expect(sent.at(-1)?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'x-team': HEADER });
  expect(providers.keys()).toEqual(expect.arrayContaining([KEY, HEADER, 'SECREThdr']));
  expect(await everything()).not.toContain('SECRET');

  const headers = { Authorization: `Bearer ${providers.get('p1')?.apiKey ?? ''}` };
  const [elsewhere, locked] = ['https://elsewhere.example/v1', 'http://localhost:1234/locked'];
  await expect(fetch(elsewhere, { headers })).rejects.toThrow(/another address/);
  vault.lockNow();
  await expect(fetch(locked, { headers })).rejects.toThrow('locked');
  // What the listing of the models goes on to ask may still come in.
  const urls = sent.map(({ url }) => url);
  expect(urls).not.toContain(elsewhere);
  expect(urls).not.toContain(locked);
});

test('who does not unlock goes without, and nothing was asked at the server', async () => {
  await (await openTab()).vault.lockWith(PASSPHRASE);
  const { vault, providers, sent } = await openTab();
  await providers.refresh('p1', 'quietly');
  expect(vault.isAsking()).toBe(false);
  const refreshed = providers.refresh('p1');
  await vi.waitFor(() => expect(vault.isAsking()).toBe(true));
  vault.dismiss();
  await refreshed;
  expect(providers.status('p1').kind).toBe('unknown');
  expect(sent).toEqual([]);
});

test('a key that is typed while the keys are locked waits for the passphrase, and is sealed', async () => {
  await (await openTab()).vault.lockWith(PASSPHRASE);
  const { vault, providers } = await openTab();
  const url = 'http://localhost:9/v1';
  const added = providers.add({ input: url, apiKey: 'sk-SECRETnew' }, url);
  await vi.waitFor(() => expect(vault.isAsking()).toBe(true));
  expect(await everything()).not.toContain('SECRET');
  await vault.answer(PASSPHRASE);
  const id = await added;
  expect(await everything()).not.toContain('SECRET');
  expect((await vault.open(providers.get(id)))?.apiKey).toBe('sk-SECRETnew');
  vault.lockNow();
  const changed = providers.update(id, { apiKey: 'sk-SECRETnewer' });
  await vi.waitFor(() => expect(vault.isAsking()).toBe(true));
  vault.dismiss();
  await expect(changed).rejects.toThrow('The keys are locked.');
});

test('another tab cannot write back what it knew before the lock, or of the old passphrase', async () => {
  const first = await openTab();
  const second = await openTab();
  const stale = structuredClone(await createProviderRepository(database, setAside).load());
  const [old] = stale.providers;
  if (!old) throw new Error('no provider');
  await first.vault.lockWith(PASSPHRASE);
  const repository = createProviderRepository(database, setAside);
  await expect(repository.save(old)).rejects.toMatchObject({ code: 'not-sealed' });
  await expect(repository.replaceAll(stale)).rejects.toMatchObject({ code: 'not-sealed' });
  const servers = createToolServerRepository(database, setAside);
  await expect(servers.save(toolServer)).rejects.toMatchObject({ code: 'not-sealed' });
  await settle();
  expect(second.vault.state()).toBe('locked');
  const sealed = (await repository.load()).providers[0];
  if (!sealed) throw new Error('no provider');

  await first.vault.lockWith('another passphrase');
  await expect(repository.save(sealed)).rejects.toMatchObject({ code: 'not-sealed' });
  await settle();
  expect(await second.vault.answer(PASSPHRASE)).toBe(false);
  expect(await second.vault.answer('another passphrase')).toBe(true);
  expect((await second.vault.open(second.providers.get('p1')))?.apiKey).toBe(KEY);
  await first.vault.remove();
  const anew = (await repository.load()).providers[0];
  expect(anew?.apiKey).toBe(KEY);
  await expect(repository.save(sealed)).rejects.toMatchObject({ code: 'not-sealed' });
});

test('a write that fails half-way leaves everything in clear, and one that comes between is not lost', async () => {
  const before = await everything();
  const { vault, providers } = await openTab();
  const whole = IDBObjectStore.prototype.put;
  let puts = 0;
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    puts += 1;
    if (puts > 2) throw new DOMException('full', 'QuotaExceededError');
    return whole.apply(this, args);
  });
  await expect(vault.lockWith(PASSPHRASE)).rejects.toThrow(/full/);
  put.mockRestore();
  expect(JSON.parse(await everything())).toEqual(JSON.parse(before));
  expect(vault.state()).toBe('off');

  const locking = vault.lockWith(PASSPHRASE);
  await providers.update('p1', { label: 'Renamed' });
  await locking;
  expect(await everything()).not.toContain('SECRET');
  expect(providers.get('p1')?.label).toBe('Renamed');
});

test('an export without keys needs no passphrase and holds no trace; one with keys is as it was', async () => {
  const { vault, providers } = await openTab();
  const models = () => [];
  const clear = encode(providers.setup(), { includeKeys: true, models });
  await vault.lockWith(PASSPHRASE);
  const without = encode(providers.setup(), { includeKeys: false, models });
  expect(without).not.toMatch(/SECRET|sealed/);
  // What could not be opened is left out.
  expect(encode(providers.setup(), { includeKeys: true, models })).not.toMatch(/SECRET|sealed/);
  const opened = await vault.open(providers.setup());
  expect(encode(opened, { includeKeys: true, models })).toBe(clear);
});

test('an import is sealed before it is written', async () => {
  const { vault, providers } = await openTab();
  const setup = structuredClone(providers.setup());
  await vault.lockWith(PASSPHRASE);
  await providers.replaceSetup(setup);
  expect(await everything()).not.toContain('SECRET');
  expect((await vault.open(providers.setup())).remainder).toEqual(setup.remainder);
});

test('it says why keys cannot be locked', async () => {
  const tools = { tabs: tab(), onRewritten: async () => {}, onOpened: () => {} };
  const store = createVaultStore(database);
  const sealing = createSealing(crypto, 10);
  const problem = async (more: Pick<Parameters<typeof openVault>[0], 'store' | 'sealing'>) =>
    (await createRoot(() => openVault({ ...tools, ...more }))).problem;
  expect(await problem({ store, sealing: undefined })).toBe('insecure');
  expect(await problem({ store: undefined, sealing })).toBe('no-storage');
  expect(await problem({ store, sealing })).toBeUndefined();
});
