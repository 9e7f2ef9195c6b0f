import type { SearchHit } from './types';

/** Where a hit leads: to the message with the words, or to the chat whose title has them. */
export function hitLink({ id, best }: SearchHit, query: string): string {
  const chat = `#/chat/${encodeURIComponent(id)}`;
  if (!best) return chat;
  const message = encodeURIComponent(best.messageId);
  return `${chat}?message=${message}&find=${encodeURIComponent(query)}`;
}
