import { promisifyRequest } from 'idb-keyval';
import type { HeadRange } from '../core/chat/repository';
import { lastRecords } from './from-the-end';
import { BY_UPDATE } from './schema';

/**
 * The records of one page, oldest first, and where the next one begins. The last page also brings those without a time.
 */
export async function readHeadPage(
  store: IDBObjectStore,
  { count, before = Infinity }: HeadRange,
): Promise<{ records: unknown[]; next: number | undefined }> {
  const index = store.index(BY_UPDATE);
  const older = IDBKeyRange.bound(-Infinity, before, false, true);
  // With the one before, which tells whether the page ends between two moments.
  const found = await lastRecords(index, older, count + 1);
  if (found.length <= count)
    return { records: [...(await recordsWithoutTime(store, index)), ...found], next: undefined };
  const next = Number(updatedAtOf(found[1]));
  if (Number(updatedAtOf(found[0])) < next) return { records: found.slice(1), next };
  const page = IDBKeyRange.bound(next, before, false, true);
  return { records: await promisifyRequest<unknown[]>(index.getAll(page)), next };
}

/** A broken record must be met by somebody, to be restored or set aside; as a rule there is none. */
async function recordsWithoutTime(store: IDBObjectStore, index: IDBIndex): Promise<unknown[]> {
  const [all, timed] = await Promise.all([
    promisifyRequest(store.count()),
    promisifyRequest(index.count(IDBKeyRange.bound(-Infinity, Infinity))),
  ]);
  if (all === timed) return [];
  const records = await promisifyRequest<unknown[]>(store.getAll());
  return records.filter((record) => typeof updatedAtOf(record) !== 'number');
}

function updatedAtOf(record: unknown): unknown {
  return (record as { updatedAt?: unknown } | null)?.updatedAt;
}
