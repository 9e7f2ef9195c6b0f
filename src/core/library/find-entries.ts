import { fold, wordsOf } from '../search/fold';
import type { LibraryEntry } from './types';

/** What a list calls an entry. */
export function titleOf(entry: LibraryEntry): string {
  return entry.kind === 'prompt' ? entry.title : entry.name;
}

/** Prompts, then presets, each by title. */
export function inOrder<T extends LibraryEntry>(entries: readonly T[]): T[] {
  const rank = ({ kind }: LibraryEntry): number => (kind === 'prompt' ? 0 : 1);
  return entries.toSorted((a, b) => rank(a) - rank(b) || titleOf(a).localeCompare(titleOf(b)));
}

/** The entries with every word of the query in their title; those that begin with it come first. */
export function findEntries(entries: readonly LibraryEntry[], query: string): LibraryEntry[] {
  const words = wordsOf(query);
  const start = fold(query.trim());
  const found = inOrder(entries).filter((entry) => {
    const title = fold(titleOf(entry));
    return words.every((word) => title.includes(word));
  });
  const begins = (entry: LibraryEntry): boolean => fold(titleOf(entry)).startsWith(start);
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))];
}
