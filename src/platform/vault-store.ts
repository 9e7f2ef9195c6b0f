import { promisifyRequest } from 'idb-keyval';
import {
  restoreVault,
  type SecretRecords,
  type VaultRecord,
  type VaultStore,
} from '../core/sealing/vault';
import { asJsonObject, type JsonObject } from '../lib/json';
import type { Database } from './database';
import { SETUP_KEY } from './provider-repository';
import { StorageError } from './storage-error';
import { readVault, VAULT_KEY } from './vault-guard';

const MOST_TRIES = 5;

/** The records that hold secrets, in IndexedDB; throws a StorageError. */
export function createVaultStore({ transact }: Database): VaultStore {
  const stores = ['providers', 'tool-servers', 'settings'] as const;
  const readAll = () => transact(stores, 'readonly', readIn);
  return {
    read: () => transact(['settings'], 'readonly', readVault),
    async rewrite(change) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const before = await readAll();
        // No transaction stays open for the time that this takes.
        const after = await change(before);
        const isDone = await transact(stores, 'strict', async (transaction) => {
          const now = await readIn(transaction);
          if (JSON.stringify(now) !== JSON.stringify(before)) return false;
          write(transaction, after);
          return true;
        });
        if (isDone) return;
      }
      throw new StorageError('failed');
    },
  };
}

async function readIn(transaction: IDBTransaction): Promise<SecretRecords> {
  const all = async (store: string): Promise<JsonObject[]> => {
    const records = await promisifyRequest<unknown[]>(transaction.objectStore(store).getAll());
    return records.map(asJsonObject).filter((record) => record !== undefined);
  };
  const setting = (key: string) =>
    promisifyRequest<unknown>(transaction.objectStore('settings').get(key));
  const [providers, toolServers, setup, vault] = await Promise.all([
    all('providers'),
    all('tool-servers'),
    setting(SETUP_KEY),
    setting(VAULT_KEY),
  ]);
  return { providers, toolServers, setup: asJsonObject(setup), vault: restoreVault(vault) };
}

function write(transaction: IDBTransaction, records: SecretRecords): void {
  const putAll = (store: string, list: readonly JsonObject[]) =>
    list.forEach((record) => transaction.objectStore(store).put(record));
  putAll('providers', records.providers);
  putAll('tool-servers', records.toolServers);
  const settings = transaction.objectStore('settings');
  if (records.setup) settings.put(records.setup, SETUP_KEY);
  if (records.vault) settings.put(records.vault satisfies VaultRecord, VAULT_KEY);
  else settings.delete(VAULT_KEY);
}
