import { promisifyRequest } from 'idb-keyval';
import { restoreMessage } from '../../core/chat/restore';
import type { Message } from '../../core/chat/types';
import type { Database } from '../database';
import { restoreAll } from '../stored-record';

/** Some 300 kB as a rule: a few milliseconds, after which whatever else waits has its turn. */
const BATCH = 500;

export interface MessageBatch {
  messages: Message[];
  /** Records read, the broken ones included. */
  count: number;
  /** Where the next batch begins; undefined after the last one. */
  next?: IDBValidKey;
}

/** How many messages are stored. */
export function countMessages({ transact }: Database): Promise<number> {
  return transact(['messages'], 'readonly', (transaction) =>
    promisifyRequest(transaction.objectStore('messages').count()),
  );
}

/** The messages after a key, of all chats, in order of their keys; broken ones are left out. */
export async function readMessages(
  { transact }: Database,
  after?: IDBValidKey,
): Promise<MessageBatch> {
  const range = after === undefined ? null : IDBKeyRange.lowerBound(after, true);
  const records = await transact(['messages'], 'readonly', (transaction) =>
    promisifyRequest<unknown[]>(transaction.objectStore('messages').getAll(range, BATCH)),
  );
  const messages = restoreAll(records, restoreMessage, { add() {}, count: () => 0 }, 'messages');
  const last = records.length === BATCH ? keyOf(records.at(-1)) : undefined;
  return { messages, count: records.length, ...(last !== undefined && { next: last }) };
}

/** The messages with these ids, in that order; undefined where one is gone or broken. */
export async function readSome(
  { transact }: Database,
  ids: readonly string[],
): Promise<(Message | undefined)[]> {
  const records = await transact(['messages'], 'readonly', (transaction) => {
    const store = transaction.objectStore('messages');
    return Promise.all(ids.map((id) => promisifyRequest<unknown>(store.get(id))));
  });
  return records.map(restoreMessage);
}

// The store's key is the record's id, whatever else of the record may be broken.
function keyOf(record: unknown): IDBValidKey | undefined {
  return (record as { id?: IDBValidKey } | undefined)?.id;
}
