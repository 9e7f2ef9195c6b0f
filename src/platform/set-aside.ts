import type { StoreName } from './schema';

/** Records that could not be read; they stay in their store, untouched, and are only left out of what is shown. */
export interface SetAside {
  /** Remembers the record; telling it again is free. */
  add(store: StoreName, key: IDBValidKey): void;
  /** How many different records were met so far. */
  count(): number;
}

/** Counts what was set aside; `onFirst` hears of the first record alone: there may be thousands. */
export function createSetAside(onFirst?: (store: StoreName, key: IDBValidKey) => void): SetAside {
  const met = new Set<string>();
  return {
    add(store, key) {
      const name = JSON.stringify([store, key]);
      if (met.has(name)) return;
      met.add(name);
      if (met.size === 1) onFirst?.(store, key);
    },
    count: () => met.size,
  };
}
