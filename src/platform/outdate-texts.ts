import { hashText } from '../lib/hash-text';

/** The search keeps what chats show in so many records: a start reads these in a quarter of the time of one for each chat. */
export const BUCKETS = 256;

/** In which of them a chat lies, 0 to 255: by its id alone, so that who writes it has nothing to look up. */
export function bucketOf(chatId: string): number {
  return Number.parseInt(hashText(chatId).slice(6, 8), 16);
}

/**
 * Says that these chats, their heads or messages, are other ones now, within the transaction that writes them, which spans
 * `texts` too: what the search has kept of them, and of those beside them, is gone at once, and what somebody has read
 * before this is not kept any more, because the mark differs.
 */
export function outdateTexts(transaction: IDBTransaction, chatIds: Iterable<string>): void {
  const texts = transaction.objectStore('texts');
  for (const id of new Set(Array.from(chatIds, bucketOf))) texts.put({ id, mark: Math.random() });
}

/** The chats of records as they lie in the store, by this field of theirs: one that is gone or broken has none. */
export function chatsOf(records: readonly unknown[], field = 'conversationId'): string[] {
  return records.flatMap((record) => {
    const id = ((record ?? {}) as Record<string, unknown>)[field];
    return typeof id === 'string' ? [id] : [];
  });
}
