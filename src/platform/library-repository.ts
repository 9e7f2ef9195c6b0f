import { promisifyRequest } from 'idb-keyval';
import { restoreLibraryEntry } from '../core/library/restore';
import type { LibraryEntry, LibraryRepository } from '../core/library/types';
import type { Database } from './database';
import type { SetAside } from './set-aside';
import { restoreAll, stamp } from './stored-record';

/** Presets and prompts in IndexedDB; writes are strict and throw a StorageError, reads skip what is broken. */
export function createLibraryRepository(
  { transact }: Database,
  setAside: SetAside,
): LibraryRepository {
  return {
    async list() {
      const records = await transact(['library'], 'readonly', (transaction) =>
        promisifyRequest<unknown[]>(transaction.objectStore('library').getAll()),
      );
      return restoreAll(records, restoreLibraryEntry, setAside, 'library');
    },
    async save(entry) {
      await transact(['library'], 'strict', (transaction) => {
        transaction.objectStore('library').put(stamp(entry));
      });
    },
    async remove(id) {
      await transact(['library'], 'strict', (transaction) => {
        transaction.objectStore('library').delete(id);
      });
    },
  };
}

/** The same in this tab's memory. */
export function createMemoryLibrary(): LibraryRepository {
  const entries = new Map<string, LibraryEntry>();
  return {
    list: async () => structuredClone([...entries.values()]),
    save: async (entry) => void entries.set(entry.id, structuredClone(entry)),
    remove: async (id) => void entries.delete(id),
  };
}
