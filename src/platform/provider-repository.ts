import { promisifyRequest, update } from 'idb-keyval';
import type {
  FileRemainder,
  ProviderRepository,
  ProviderSetup,
} from '../core/providers/repository';
import { secretsOf } from '../core/providers/connection';
import { restoreFileRemainder, restoreProvider } from '../core/providers/restore';
import type { Database } from './database';
import { loadChanges } from './load-changes';
import type { SetAside } from './set-aside';
import { restoreAll, stamp } from './stored-record';
import { guardSecrets } from './vault-guard';

/** Where the setup-level part of providers.json lies in the settings store. */
export const SETUP_KEY = 'setup';

type SetupRecord = Omit<ProviderSetup, 'providers'>;

/** Providers in IndexedDB; every write is strict (keys!) and throws a StorageError, reads skip what is broken. */
export function createProviderRepository(
  database: Database,
  setAside: SetAside,
): ProviderRepository {
  const { transact } = database;
  return {
    async load() {
      const [records, setup] = await transact(
        ['providers', 'settings'],
        'readonly',
        (transaction) =>
          Promise.all([
            promisifyRequest<unknown[]>(transaction.objectStore('providers').getAll()),
            promisifyRequest<unknown>(transaction.objectStore('settings').get(SETUP_KEY)),
          ]),
      );
      const providers = restoreAll(records, restoreProvider, setAside, 'providers');
      providers.sort((a, b) => a.createdAt - b.createdAt);
      return { providers, ...restoreSetup(setup) };
    },
    async save(provider, before) {
      const { savedOver } = await loadChanges();
      return transact(['providers', 'settings'], 'strict', async (transaction) => {
        const store = transaction.objectStore('providers');
        const record = before && (await promisifyRequest<unknown>(store.get(provider.id)));
        const saved = savedOver(restoreProvider(record), provider, before);
        if (!saved) return undefined;
        await guardSecrets(transaction, secretsOf(saved));
        store.put(stamp(saved));
        return saved;
      });
    },
    async remove(id) {
      await transact(['providers'], 'strict', (transaction) => {
        transaction.objectStore('providers').delete(id);
      });
    },
    async replaceAll(next, before) {
      const { mergeChange, replaced } = await loadChanges();
      await transact(['providers', 'settings'], 'strict', async (transaction) => {
        const store = transaction.objectStore('providers');
        const records = await promisifyRequest<unknown[]>(store.getAll());
        // What is set aside isn't part of the setup that is replaced, and stays.
        const stored = restoreAll(records, restoreProvider, setAside, 'providers');
        const { removed, saved } = replaced(stored, next.providers, before?.providers);
        await guardSecrets(transaction, saved.flatMap(secretsOf));
        for (const { id } of removed) store.delete(id);
        for (const provider of saved) store.put(stamp(provider));
        const settings = transaction.objectStore('settings');
        const setup = restoreSetup(await promisifyRequest<unknown>(settings.get(SETUP_KEY)));
        const merged = before ? mergeChange(setup, setupOf(before), setupOf(next)) : setupOf(next);
        settings.put(merged, SETUP_KEY);
      });
    },
    async saveDefaults(defaults) {
      const change = (stored: unknown) => ({ ...restoreSetup(stored), ...defaults });
      await update<unknown>(SETUP_KEY, change, database.store('settings'));
    },
  };
}

function restoreSetup(stored: unknown): SetupRecord {
  const record: Partial<Record<keyof SetupRecord, unknown>> =
    typeof stored === 'object' && stored !== null ? stored : {};
  const remainder: FileRemainder = restoreFileRemainder(record.remainder);
  return {
    remainder,
    orchestrationModel: text(record.orchestrationModel),
    summarizeModel: text(record.summarizeModel),
  };
}

function setupOf({ remainder, orchestrationModel, summarizeModel }: ProviderSetup): SetupRecord {
  return { remainder, orchestrationModel, summarizeModel };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
