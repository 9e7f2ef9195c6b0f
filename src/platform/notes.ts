import { get, set } from 'idb-keyval';
import type { Notes } from '../core/backup/ports';
import type { Database } from './database';

/** Notes in the store of the settings; without a database they last as long as this tab. */
export function createNotes(database: Database | undefined): Notes {
  if (!database) {
    const kept = new Map<string, unknown>();
    return {
      read: async (key) => kept.get(key),
      write: async (key, value) => void kept.set(key, value),
    };
  }
  const store = database.store('settings');
  return {
    read: (key) => get<unknown>(key, store),
    write: (key, value) => set(key, value, store),
  };
}
