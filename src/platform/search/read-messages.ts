import { promisifyRequest } from 'idb-keyval';
import { restoreConversation, restoreMessage } from '../../core/chat/restore';
import type { Conversation, Message } from '../../core/chat/types';
import type { Database } from '../database';
import type { SetAside } from '../set-aside';
import { restoreAll } from '../stored-record';

/** Some 300 kB as a rule: a few milliseconds, after which whatever else waits has its turn. */
const BATCH = 500;

export interface MessageBatch {
  messages: Message[];
  /** Records read, the broken ones included. */
  count: number;
  /** Where the next batch begins; undefined after the last one. */
  next: IDBValidKey | undefined;
}

/** What is broken is for the page to report. */
export const unreported: SetAside = { add() {}, count: () => 0 };

/** All heads in no order, and how many messages there are. */
export function readOverview({
  transact,
}: Database): Promise<{ heads: Conversation[]; total: number }> {
  return transact(['conversations', 'messages'], 'readonly', async (transaction) => {
    const [records, total] = await Promise.all([
      promisifyRequest<unknown[]>(transaction.objectStore('conversations').getAll()),
      promisifyRequest(transaction.objectStore('messages').count()),
    ]);
    return { heads: restoreAll(records, restoreConversation, unreported, 'conversations'), total };
  });
}

/** The messages after a key, of all chats, in order of their keys; broken ones are left out. */
export async function readBatch(
  { transact }: Database,
  after?: IDBValidKey,
): Promise<MessageBatch> {
  const range = after === undefined ? null : IDBKeyRange.lowerBound(after, true);
  const records = await transact(['messages'], 'readonly', (transaction) =>
    promisifyRequest<unknown[]>(transaction.objectStore('messages').getAll(range, BATCH)),
  );
  const messages = restoreAll(records, restoreMessage, unreported, 'messages');
  const next = records.length === BATCH ? keyOf(records.at(-1)) : undefined;
  return { messages, count: records.length, next };
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

// The store's key is the record's id, whatever else of the record may be broken.
function keyOf(record: unknown): IDBValidKey | undefined {
  return (record as { id?: IDBValidKey } | undefined)?.id;
}
