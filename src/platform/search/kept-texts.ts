import { promisifyRequest } from 'idb-keyval';
import type { ChatTexts } from '../../core/search/chat-index';
import type { Database } from '../database';
import { readBatches } from './read-messages';

/** Of what lies in a record. Another way to fold, or to share chats out, is another version: what it kept is made anew. */
const VERSION = 1;

/** Some 750 kB of 10,000 chats; by trial half as many at once take a tenth longer. */
const BATCH = 8;

/** What is kept of the chats of one bucket (`bucketOf`). */
export interface KeptTexts {
  id: number;
  /** Set by whoever wrote a head or a message of theirs since they were kept. */
  mark: number | undefined;
  /** All of them but those that are `left` out. Undefined where there is a mark, or where another version kept them. */
  chats: readonly ChatTexts[] | undefined;
  /** The ids of chats that are too long. */
  left: readonly string[];
}

/** The ids of all chats. */
export async function readChatIds({ transact }: Database): Promise<string[]> {
  const keys = await transact(['conversations'], 'readonly', (transaction) =>
    promisifyRequest(transaction.objectStore('conversations').getAllKeys()),
  );
  return keys.filter((key) => typeof key === 'string');
}

/** All that is kept, in pieces. */
export function readTexts(
  database: Database,
  onBatch: (kept: readonly KeptTexts[]) => void,
): Promise<void> {
  return readBatches(database, 'texts', BATCH, async (records) =>
    onBatch(records.flatMap((record) => restoreTexts(record) ?? [])),
  );
}

/** The marks of these buckets now: what is read of their chats after that can be kept as long as they are the same. */
export async function readMarks(
  { transact }: Database,
  buckets: Iterable<number>,
): Promise<Map<number, number | undefined>> {
  return transact(['texts'], 'readonly', async (transaction) => {
    const store = transaction.objectStore('texts');
    const records = Array.from(
      buckets,
      async (id) =>
        [id, restoreTexts(await promisifyRequest<unknown>(store.get(id)))?.mark] as const,
    );
    return new Map(await Promise.all(records));
  });
}

/**
 * Keeps what chats show. A bucket whose mark is not that which is given here has a chat that changed since it was read, and
 * is left out.
 */
export async function keepTexts(
  { transact }: Database,
  buckets: readonly KeptTexts[],
): Promise<void> {
  await transact(['texts'], 'relaxed', async (transaction) => {
    const store = transaction.objectStore('texts');
    const records = await Promise.all(
      buckets.map(({ id }) => promisifyRequest<unknown>(store.get(id))),
    );
    buckets.forEach(({ id, mark, chats, left }, at) => {
      const stored = restoreTexts(records[at]);
      // Another tab has done it, or a chat has changed.
      if (stored?.chats || stored?.mark !== mark) return;
      store.put({ id, v: VERSION, chats, left });
    });
  });
}

function restoreTexts(record: unknown): KeptTexts | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const { id, v, mark, chats, left } = record as Record<string, unknown>;
  if (typeof id !== 'number') return undefined;
  const isWhole = v === VERSION && Array.isArray(chats) && chats.every(isChat) && areTexts(left);
  return {
    id,
    mark: typeof mark === 'number' ? mark : undefined,
    chats: isWhole ? chats : undefined,
    left: isWhole ? left : [],
  };
}

function isChat(value: unknown): value is ChatTexts {
  if (typeof value !== 'object' || value === null) return false;
  const { id, title, updatedAt, ids, texts } = value as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof title === 'string' &&
    typeof updatedAt === 'number' &&
    areTexts(ids) &&
    areTexts(texts) &&
    ids.length === texts.length
  );
}

function areTexts(list: unknown): list is string[] {
  return Array.isArray(list) && list.every((text) => typeof text === 'string');
}
