import { promisifyRequest } from 'idb-keyval';
import {
  restoreConversation,
  restoreMessage,
  restoreSaid,
  type SaidMessage,
} from '../../core/chat/restore';
import type { Conversation, Message } from '../../core/chat/types';
import type { Database } from '../database';
import type { StoreName } from '../schema';
import type { SetAside } from '../set-aside';
import { restoreAll } from '../stored-record';

/** Some 120 kB as a rule; by trial twice as many at once take longer, as do half as many. */
const BATCH = 200;
/** How many batches are under way: while the storage reads one, another is worked at here. */
const AT_ONCE = 3;

/** What is broken is for the page to report. */
export const unreported: SetAside = { add() {}, count: () => 0 };

/** All heads, in no order. */
export async function readHeads({ transact }: Database): Promise<Conversation[]> {
  const records = await transact(['conversations'], 'readonly', (transaction) =>
    promisifyRequest<unknown[]>(transaction.objectStore('conversations').getAll()),
  );
  return restoreAll(records, restoreConversation, unreported, 'conversations');
}

/**
 * Reads the messages of all chats, in the order of their keys; `onBatch` gets them in pieces, with the share of all keys that
 * is done by then, 0 to 1.
 */
export function readMessages(
  database: Database,
  onBatch: (messages: readonly SaidMessage[], share: number) => Promise<void>,
): Promise<void> {
  return readBatches(database, 'messages', BATCH, (records, share) =>
    onBatch(restoreAll(records, restoreSaid, unreported, 'messages'), share),
  );
}

/** Reads a store in batches, each asked for by its own keys, so that it need not wait for the one before. */
export async function readBatches(
  { transact }: Database,
  store: StoreName,
  size: number,
  onBatch: (records: readonly unknown[], share: number) => Promise<void>,
): Promise<void> {
  const keys = await transact([store], 'readonly', (transaction) =>
    promisifyRequest(transaction.objectStore(store).getAllKeys()),
  );
  let [next, done] = [0, 0];
  async function readOn(): Promise<void> {
    while (next < keys.length) {
      const part = keys.slice(next, next + size);
      next += size;
      const range = IDBKeyRange.bound(part[0], part.at(-1));
      const records = await transact([store], 'readonly', (transaction) =>
        promisifyRequest<unknown[]>(transaction.objectStore(store).getAll(range)),
      );
      done += part.length;
      await onBatch(records, done / keys.length);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
}

/** The messages with these ids by id; those that are gone or broken are missing. */
export async function readSome(
  { transact }: Database,
  ids: readonly string[],
): Promise<Map<string, Message>> {
  if (ids.length === 0) return new Map();
  const records = await transact(['messages'], 'readonly', (transaction) => {
    const store = transaction.objectStore('messages');
    return Promise.all(ids.map((id) => promisifyRequest<unknown>(store.get(id))));
  });
  const found = records.map(restoreMessage).filter((message) => message !== undefined);
  return new Map(found.map((message) => [message.id, message]));
}
