import { get, set } from 'idb-keyval';
import type { StoredValue } from '../core/backup/picked';
import type { Database } from './database';

/** One value in the store `settings` under a key of its own; in this tab's memory where nothing is stored. */
export function createStoredValue<T>(
  database: Database | undefined,
  key: string,
  restore: (stored: unknown) => T,
): StoredValue<T> {
  if (!database) return inMemory(restore);
  const store = database.store('settings');
  return {
    load: async () => restore(await get<unknown>(key, store)),
    save: (value) => set(key, value, store),
  };
}

function inMemory<T>(restore: (stored: unknown) => T): StoredValue<T> {
  let kept: unknown;
  return {
    load: async () => restore(kept),
    save: async (value) => {
      kept = value;
    },
  };
}
