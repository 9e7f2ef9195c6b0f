/** Where the store `settings` keeps when the last backup was written. */
export const LAST_BACKUP = 'last-backup';

export interface LastBackup {
  /** Epoch milliseconds. */
  at: number;
  /** A snapshot lies in this browser, so it goes with all the rest when the browser clears this address. */
  kind: 'download' | 'folder' | 'snapshot';
  bytes: number;
}

const kinds: readonly LastBackup['kind'][] = ['download', 'folder', 'snapshot'];

/** When the last backup was written, from a stored record; undefined for what tells no time. Total. */
export function restoreLastBackup(record: unknown): LastBackup | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const { at, kind, bytes } = record as Record<string, unknown>;
  const known = kinds.find((name) => name === kind);
  if (!known || !isCount(at)) return undefined;
  return { at, kind: known, bytes: isCount(bytes) ? bytes : 0 };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
