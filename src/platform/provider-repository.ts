import { promisifyRequest, update } from 'idb-keyval';
import type {
  FileRemainder,
  ProviderRepository,
  ProviderSetup,
} from '../core/providers/repository';
import { secretsOf } from '../core/providers/connection';
import { restoreFileRemainder, restoreProvider } from '../core/providers/restore';
import type { Database } from './database';
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
    async save(provider) {
      await transact(['providers', 'settings'], 'strict', async (transaction) => {
        await guardSecrets(transaction, secretsOf(provider));
        transaction.objectStore('providers').put(stamp(provider));
      });
    },
    async remove(id) {
      await transact(['providers'], 'strict', (transaction) => {
        transaction.objectStore('providers').delete(id);
      });
    },
    async replaceAll({ providers, ...setup }) {
      await transact(['providers', 'settings'], 'strict', async (transaction) => {
        await guardSecrets(transaction, providers.flatMap(secretsOf));
        const store = transaction.objectStore('providers');
        const records = await promisifyRequest<unknown[]>(store.getAll());
        // What is set aside isn't part of the setup that is replaced, and stays.
        for (const { id } of restoreAll(records, restoreProvider, setAside, 'providers')) {
          store.delete(id);
        }
        for (const provider of providers) store.put(stamp(provider));
        transaction.objectStore('settings').put(setup, SETUP_KEY);
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

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
