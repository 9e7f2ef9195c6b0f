import type { Conversation } from '../chat/types';
import { fold, wordsOf } from './fold';
import { marked } from './mark';
import type { SearchAnswer } from './types';

/** Chats with all words of the query in their title: what can be told without reading a message. */
export function findTitles(
  heads: readonly Conversation[],
  query: string,
  most: number,
): SearchAnswer {
  const words = wordsOf(query);
  const found = heads.filter(({ title }) => {
    const folded = fold(title);
    return words.every((word) => folded.includes(word));
  });
  const hits = found
    .slice(0, most)
    .map(({ id, title }) => ({ id, title: marked(title, words), messages: 0 }));
  return { query, hits, chats: found.length, messages: 0, read: 0 };
}
