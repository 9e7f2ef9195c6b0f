import { promisifyRequest } from 'idb-keyval';
import type { ShownTexts } from '../../core/search/chat-index';
import type { Database } from '../database';
import { readBatches } from './read-messages';

/** Of what lies in a record. Another way to fold is another version: what it kept is made anew. */
const VERSION = 1;
/** By trial: smaller batches take longer, larger ones keep a query waiting. */
const BATCH = 200;

/** What is kept of a chat. */
export interface KeptTexts {
  id: string;
  /** Set by whoever wrote messages of it since they were kept. */
  mark: number | undefined;
  /** Undefined where there is a mark, or where another version kept it. */
  shown: ShownTexts | undefined;
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
    chats.forEach(({ id, mark, shown }, at) => {
      const stored = restoreTexts(records[at]);
      // Another tab has done it.
      const isThere = stored?.shown && stored.shown.leafId === shown?.leafId;
      if (!shown || isThere || stored?.mark !== mark) return;
      store.put({ id, v: VERSION, ...shown });
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
  const { id, v, mark, leafId, ids, texts } = record as Record<string, unknown>;
  if (typeof id !== 'string') return undefined;
  const isLeaf = leafId === undefined || typeof leafId === 'string';
  const isWhole = v === VERSION && isLeaf && areTexts(ids) && areTexts(texts);
  return {
    id,
    mark: typeof mark === 'number' ? mark : undefined,
    shown: isWhole && ids.length === texts.length ? { leafId, ids, texts } : undefined,
  };
}

function areTexts(list: unknown): list is string[] {
  return Array.isArray(list) && list.every((text) => typeof text === 'string');
}
