/** The stores of a transaction that writes messages: what the search has kept of their chats goes with the same write. */
export const WITH_TEXTS = ['messages', 'texts'] as const;

/**
 * Says that messages of these chats are other ones now, within a transaction over `WITH_TEXTS`: what was kept of them is gone
 * at once, and what somebody has read before this is not kept any more, because the mark differs.
 */
export function outdateTexts(transaction: IDBTransaction, chatIds: Iterable<string>): void {
  const texts = transaction.objectStore('texts');
  for (const id of new Set(chatIds)) texts.put({ id, mark: Math.random() });
}

/** The chats of messages as they lie in the store: one that is gone or broken has none. */
export function chatsOf(messages: readonly unknown[]): string[] {
  return messages.flatMap((message) => {
    const { conversationId } = (message ?? {}) as { conversationId?: unknown };
    return typeof conversationId === 'string' ? [conversationId] : [];
  });
}
