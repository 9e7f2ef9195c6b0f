import { promisifyRequest } from 'idb-keyval';
import { restoreConversation, restoreMessage } from '../../core/chat/restore';
import type { Conversation, Message } from '../../core/chat/types';
import type { Database } from '../database';
import type { SetAside } from '../set-aside';
import { restoreAll } from '../stored-record';

/** Some 300 kB as a rule: a few milliseconds, after which whatever else waits has its turn. */
const BATCH = 500;

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

/**
 * Reads the messages of all chats, in order of their keys; `onBatch` gets them in pieces, with the number of records, the
 * broken ones included. The next piece is asked for before this one is worked at, so that the storage never waits.
 */
export function readMessages(
  { transact }: Database,
  onBatch: (messages: readonly Message[], count: number) => void,
): Promise<void> {
  const readFrom = (after?: IDBValidKey): Promise<void> =>
    transact(['messages'], 'readonly', async (transaction) => {
      const range = after === undefined ? null : IDBKeyRange.lowerBound(after, true);
      const request = transaction.objectStore('messages').getAll(range, BATCH);
      const records = await promisifyRequest<unknown[]>(request);
      const next = records.length === BATCH ? keyOf(records.at(-1)) : undefined;
      // A transaction of its own; that this one ends meanwhile is all right, it has nothing more to do.
      const rest = next === undefined ? undefined : readFrom(next);
      onBatch(restoreAll(records, restoreMessage, unreported, 'messages'), records.length);
      await rest;
    });
  return readFrom();
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
