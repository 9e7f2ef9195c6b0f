import type { BackupStore } from '../format';
import type { BackupSource, BackupTarget, RecordKey } from '../types';

export type Contents = Partial<Record<BackupStore, Record<string, unknown>>>;

/** Stores in memory, to be written to a backup and restored into. */
export interface MemoryStores extends BackupSource, BackupTarget {
  /** What is in them now. */
  contents(): Contents;
}

export function memoryStores(contents: Contents = {}): MemoryStores {
  const stores = new Map<BackupStore, Map<RecordKey, unknown>>();
  const storeOf = (name: BackupStore) => {
    const store = stores.get(name) ?? new Map<RecordKey, unknown>();
    stores.set(name, store);
    return store;
  };
  for (const [name, records] of Object.entries(contents))
    for (const [key, value] of Object.entries(records))
      storeOf(name as BackupStore).set(key, structuredClone(value));

  const read: BackupTarget['read'] = async (name, keys) => {
    const found = keys.flatMap((key) => {
      const value = storeOf(name).get(key);
      return value === undefined ? [] : [[key, value] as const];
    });
    return new Map(found);
  };
  return {
    async *records(name) {
      for (const [key, value] of storeOf(name)) yield { key: String(key), value };
    },
    read,
    async change(name, keys, decide) {
      for (const { key, value } of decide(await read(name, keys))) {
        if (value === undefined) storeOf(name).delete(key);
        else storeOf(name).set(key, structuredClone(value));
      }
    },
    contents: () =>
      Object.fromEntries(
        [...stores]
          .filter(([, store]) => store.size > 0)
          .map(([name, store]) => [name, Object.fromEntries(store)] as const),
      ),
  };
}
