import type { Message } from './types';

/** How often the words are in one message; messages without them are left out. */
export interface Found {
  id: string;
  count: number;
}

export interface FindTools {
  /** Lets the page go on for a moment. */
  pause: () => Promise<void>;
  signal: AbortSignal;
}

/** What is searched without a pause, in letters: a millisecond or two. */
export const LETTERS_AT_ONCE = 500_000;

/** Where the words are in the texts of a chat, upper and lower case alike; undefined when it was stopped. */
export async function findInMessages(
  messages: readonly Message[],
  words: string,
  { pause, signal }: FindTools,
): Promise<Found[] | undefined> {
  const wanted = fold(words);
  const found: Found[] = [];
  let letters = 0;
  for (const { id, text } of messages) {
    if (letters > 0 && letters + text.length > LETTERS_AT_ONCE) {
      letters = 0;
      await pause();
      if (signal.aborted) return undefined;
    }
    letters += text.length;
    const count = placesOf(fold(text), wanted).length;
    if (count > 0) found.push({ id, count });
  }
  return found;
}

/** Where folded words begin in a folded text. */
export function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  if (words === '') return places;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    places.push(at);
  }
  return places;
}

/** In small letters, each in its place: a letter whose small form is longer (`İ`) stays as it is. */
export function fold(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) return small;
  return text.replace(/./gsu, (letter) => {
    const one = letter.toLowerCase();
    return one.length === letter.length ? one : letter;
  });
}

export function countAll(found: readonly Found[]): number {
  return found.reduce((sum, { count }) => sum + count, 0);
}

/** The hit with this number, from 0: its message, and which one of that message's. */
export function hitAt(
  found: readonly Found[],
  number: number,
): { id: string; nth: number } | undefined {
  let rest = number;
  for (const { id, count } of found) {
    if (rest < count) return { id, nth: rest };
    rest -= count;
  }
  return undefined;
}

/** The number of the first hit in a message that `isPast` does not say to be above; the first of all else. */
export function firstHit(found: readonly Found[], isPast: (id: string) => boolean): number {
  let number = 0;
  for (const { id, count } of found) {
    if (!isPast(id)) return number;
    number += count;
  }
  return 0;
}
