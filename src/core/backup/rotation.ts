import type { StorageUse } from './types';

const DAY_MS = 24 * 60 * 60 * 1000;
const LAST = 3;
const DAYS = 7;
const WEEKS = 4;

/** A backup as far as rotation needs to know it. */
type Aged = { at: number; bytes: number };

/**
 * The backups that have served their time: kept are the last three, the newest of each of seven days and the newest of
 * each of four weeks, today's included; of those, the oldest go as long as all together take more than `mostBytes`. The
 * newest always stays. Days and weeks are those of UTC, so that moving about the world drops nothing.
 */
export function outlived<T extends Aged>(
  backups: readonly T[],
  now: number,
  mostBytes = Infinity,
): T[] {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at);
  const kept = new Set([
    ...newestFirst.slice(0, LAST),
    ...newestOfEach(newestFirst, DAYS, now, DAY_MS),
    ...newestOfEach(newestFirst, WEEKS, now, 7 * DAY_MS),
  ]);
  let bytes = 0;
  return newestFirst.filter((backup, index) => {
    if (!kept.has(backup)) return true;
    bytes += backup.bytes;
    return index > 0 && bytes > mostBytes;
  });
}

function newestOfEach<T extends Aged>(newestFirst: T[], count: number, now: number, ms: number) {
  const periods = new Map<number, T>();
  for (const backup of newestFirst) {
    const age = Math.floor(now / ms) - Math.floor(backup.at / ms);
    if (age < count && !periods.has(age)) periods.set(age, backup);
  }
  return periods.values();
}

/** Snapshots share the quota with what they guard. */
const SHARE_OF_QUOTA = 0.1;
const SHARE_OF_FREE = 0.5;

/**
 * How many bytes snapshots may take: a tenth of the quota, and no more than those that are there and half of what is
 * free, so that they never are what fills the disk.
 */
export function snapshotBudget(use: StorageUse | undefined, taken: number): number {
  if (!use) return Infinity;
  const free = Math.max(0, use.quota - use.used);
  return Math.min(use.quota * SHARE_OF_QUOTA, taken + free * SHARE_OF_FREE);
}
