import type { SetAside } from './set-aside';
import type { StoreName } from './schema';

const RECORD_VERSION = 1;

/** A record as it lies in its store: the domain's fields, and the version of their spelling. */
export function stamp<T extends object>(record: T): T & { v: number } {
  return { ...record, v: RECORD_VERSION };
}

/**
 * Parses stored records by a total `restore`. What it does not understand, and what a newer Patchbay wrote,
 * goes to `setAside` by its key and is left out.
 */
export function restoreAll<T>(
  records: readonly unknown[],
  restore: (record: unknown) => T | undefined,
  setAside: SetAside,
  store: StoreName,
): T[] {
  return records.flatMap((record) => {
    const restored = restoreRecord(record, restore);
    if (restored === undefined) setAside.add(store, keyOf(record));
    return restored === undefined ? [] : [restored];
  });
}

/** A record by its `restore`; undefined also for one that a newer Patchbay wrote. */
export function restoreRecord<T>(
  record: unknown,
  restore: (record: unknown) => T | undefined,
): T | undefined {
  return isKnownVersion(record) ? restore(record) : undefined;
}

function isKnownVersion(record: unknown): boolean {
  if (typeof record !== 'object' || record === null) return false;
  return !('v' in record) || (typeof record.v === 'number' && record.v <= RECORD_VERSION);
}

function keyOf(record: unknown): string {
  return typeof record === 'object' && record !== null && 'id' in record ? String(record.id) : '';
}
