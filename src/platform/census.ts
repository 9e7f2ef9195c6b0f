import { promisifyRequest } from 'idb-keyval';
import { createTally } from '../core/backup/census';
import type { TakeCensus } from '../core/backup/ports';
import type { Idle } from '../core/ports';
import type { Database } from './database';
import type { StoreName } from './schema';

const FIRST_SLICE = 16;
const MOST_IN_SLICE = 512;
/** Half a frame: what is read is taken apart on the page's own thread. */
const SLICE_MS = 8;

/**
 * Weighs chats, messages and attachments in slices, each a transaction and an idle moment of its own, so that neither the
 * page nor a writer waits; a slice grows and shrinks with how long the last one took. Of a file only its size is read.
 */
export function createCensus(tools: {
  database: Database;
  idle: Idle;
  now?: () => number;
}): TakeCensus {
  const { database, idle, now = () => performance.now() } = tools;
  return async (signal) => {
    const tally = createTally();
    const weighAll = async (store: StoreName, weigh: (record: unknown) => void) => {
      let size = FIRST_SLICE;
      for (let after: IDBValidKey | undefined, isLast = false; !isLast;) {
        await idle();
        signal.throwIfAborted();
        const { keys, records } = await readSlice(database, store, after, size);
        const started = now();
        records.forEach(weigh);
        const took = now() - started;
        after = keys.at(-1);
        isLast = keys.length < size;
        size = took > SLICE_MS ? Math.max(1, size >> 1) : Math.min(MOST_IN_SLICE, size << 1);
      }
    };
    await weighAll('conversations', tally.head);
    await weighAll('messages', tally.message);
    await weighAll('attachments', tally.attachment);
    return tally.result();
  };
}

function readSlice(
  { transact }: Database,
  name: StoreName,
  after: IDBValidKey | undefined,
  count: number,
): Promise<{ keys: IDBValidKey[]; records: unknown[] }> {
  return transact([name], 'readonly', async (transaction) => {
    const store = transaction.objectStore(name);
    const range = after === undefined ? undefined : IDBKeyRange.lowerBound(after, true);
    const keys = promisifyRequest(store.getAllKeys(range, count));
    const records = promisifyRequest<unknown[]>(store.getAll(range, count));
    return { keys: await keys, records: await records };
  });
}
