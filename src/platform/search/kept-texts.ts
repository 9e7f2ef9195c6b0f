import { promisifyRequest } from 'idb-keyval';
import type { ChatTexts } from '../../core/search/chat-index';
import type { Database } from '../database';
import { readBatches } from './read-messages';

/** Of what lies in a record. Another way to fold is another version: what it kept is made anew. */
const VERSION = 1;
/** By trial half as many at once take no less time, twice as many a tenth less. */
const BATCH = 200;

/** What is kept of a chat. */
export interface KeptTexts {
  id: string;
  /** Set by whoever wrote its head or messages since they were kept. */
  mark: number | undefined;
  /** Undefined where there is a mark, or where another version kept it. */
  chat: ChatTexts | undefined;
}

/** The keys of all chats. */
export async function readChatKeys({ transact }: Database): Promise<Set<unknown>> {
  return transact(['conversations'], 'readonly', async (transaction) => {
    const keys = promisifyRequest(transaction.objectStore('conversations').getAllKeys());
    return new Set<unknown>(await keys);
  });
}

/** All that is kept, in pieces. */
export function readTexts(
  database: Database,
  onBatch: (kept: KeptTexts[]) => Promise<void>,
): Promise<void> {
  return readBatches(database, 'texts', BATCH, (records) =>
    onBatch(records.flatMap((record) => restoreTexts(record) ?? [])),
  );
}

/** The mark of a chat now: what is read of the chat after that can be kept as long as the mark is the same. */
export async function readMark({ transact }: Database, id: string): Promise<number | undefined> {
  const record = await transact(['texts'], 'readonly', (transaction) =>
    promisifyRequest<unknown>(transaction.objectStore('texts').get(id)),
  );
  return restoreTexts(record)?.mark;
}

/** Keeps what chats show. One whose mark is not that which is given here has changed since it was read, and is left out. */
export async function keepTexts(
  { transact }: Database,
  chats: readonly KeptTexts[],
): Promise<void> {
  await transact(['texts'], 'relaxed', async (transaction) => {
    const store = transaction.objectStore('texts');
    const records = await Promise.all(
      chats.map(({ id }) => promisifyRequest<unknown>(store.get(id))),
    );
    chats.forEach(({ mark, chat }, at) => {
      const stored = restoreTexts(records[at]);
      // Another tab has done it, or the chat has changed.
      if (!chat || stored?.chat || stored?.mark !== mark) return;
      store.put({ ...chat, v: VERSION });
    });
  });
}

/** Removes what is kept of chats that are gone. */
export async function removeTexts({ transact }: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await transact(['conversations', 'texts'], 'relaxed', async (transaction) => {
    const heads = transaction.objectStore('conversations');
    const keys = await Promise.all(ids.map((id) => promisifyRequest(heads.getKey(id))));
    ids.forEach((id, at) => {
      // An Undo may have brought it back.
      if (keys[at] === undefined) transaction.objectStore('texts').delete(id);
    });
  });
}

function restoreTexts(record: unknown): KeptTexts | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const { id, v, mark, title, updatedAt, ids, texts } = record as Record<string, unknown>;
  if (typeof id !== 'string') return undefined;
  const isWhole =
    v === VERSION &&
    typeof title === 'string' &&
    typeof updatedAt === 'number' &&
    areTexts(ids) &&
    areTexts(texts) &&
    ids.length === texts.length;
  return {
    id,
    mark: typeof mark === 'number' ? mark : undefined,
    chat: isWhole ? { id, title, updatedAt, ids, texts } : undefined,
  };
}

function areTexts(list: unknown): list is string[] {
  return Array.isArray(list) && list.every((text) => typeof text === 'string');
}
