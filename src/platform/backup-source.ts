import { promisifyRequest } from 'idb-keyval';
import type { BackupStore } from '../core/backup/format';
import type { BackupSource } from '../core/backup/types';
import type { Database } from './database';

/** Records that are in memory at once; an attachment can be as large as all of these. */
const AT_ONCE = 50;

/** Of what lies in `settings`, the rest is about this browser alone: file handles, what was done last. */
const settingsKeys = ['settings', 'setup'];

/** All records of the database, raw, in portions of a transaction each. */
export function createBackupSource({ transact }: Database): BackupSource {
  async function readKeys(store: BackupStore): Promise<IDBValidKey[]> {
    const keys = await transact([store], 'readonly', (transaction) =>
      promisifyRequest(transaction.objectStore(store).getAllKeys()),
    );
    return store === 'settings' ? keys.filter((key) => settingsKeys.includes(nameOf(key))) : keys;
  }

  const readSome = (store: BackupStore, keys: readonly IDBValidKey[]): Promise<unknown[]> =>
    transact([store], 'readonly', (transaction) => {
      const records = transaction.objectStore(store);
      return Promise.all(keys.map((key) => promisifyRequest<unknown>(records.get(key))));
    });

  return {
    async *records(store) {
      const keys = await readKeys(store);
      const size = store === 'attachments' ? 1 : AT_ONCE;
      for (let start = 0; start < keys.length; start += size) {
        const some = keys.slice(start, start + size);
        const values = await readSome(store, some);
        for (const [at, value] of values.entries()) {
          // It may have been deleted since.
          if (value !== undefined) yield { key: nameOf(some[at]), value };
        }
      }
    },
  };
}

function nameOf(key: IDBValidKey | undefined): string {
  return typeof key === 'string' ? key : JSON.stringify(key);
}
