import { composed, fold } from '../search/fold';
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

/** Where any of the folded words are in the texts of a chat; undefined when it was stopped. */
export async function findInMessages(
  messages: readonly Message[],
  words: readonly string[],
  { pause, signal }: FindTools,
): Promise<Found[] | undefined> {
  const found: Found[] = [];
  let letters = 0;
  for (const { id, text } of messages) {
    if (letters > 0 && letters + text.length > LETTERS_AT_ONCE) {
      letters = 0;
      await pause();
      if (signal.aborted) return undefined;
    }
    letters += text.length;
    const count = placesOf(fold(text), words).length;
    if (count > 0) found.push({ id, count });
  }
  return found;
}

/**
 * What is looked for: the words as they stand, folded. Where a link leads to a message that has them apart, each one by
 * itself, as the search did that made the link.
 */
export function wordsFor(words: string, linked: Message | undefined): string[] {
  const whole = fold(words);
  const isApart = linked !== undefined && !fold(linked.text).includes(whole);
  return (isApart ? whole.split(/\s+/) : [whole]).filter((word) => word !== '');
}

export type FoundPlace = readonly [from: number, to: number];

/** Where folded words stand in a folded text, in order; what overlaps an earlier place is left out. */
export function placesOf(text: string, words: readonly string[]): FoundPlace[] {
  const all = words.flatMap((word) => placesOfOne(text, word));
  if (words.length < 2) return all;
  let end = 0;
  return all
    .sort(([a], [b]) => a - b)
    .filter(([from, to]) => {
      if (from < end) return false;
      end = to;
      return true;
    });
}

function placesOfOne(text: string, word: string): FoundPlace[] {
  const places: FoundPlace[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    places.push([at, at + word.length]);
  }
  return places;
}

/** Where folded words stand in a text as it is written, which may have letters and their accents apart. */
export function placesIn(text: string, words: readonly string[]): FoundPlace[] {
  const places = placesOf(fold(text), words);
  if (places.length === 0 || composed(text) === text) return places;
  const { starts, ends } = originsOf(text);
  return places.map(([from, to]) => [starts[from] ?? 0, ends[to - 1] ?? text.length]);
}

/** A letter with its accents, or syllables of Hangul by their letters: what composing may make shorter, or longer. */
const CLUSTER = /[\u1100-\u11FF]+|\P{M}?\p{M}+|\P{M}/gsu;

/** For each place of the composed text: where in the text that begins which it was made from, and where it ends. */
function originsOf(text: string): { starts: number[]; ends: number[] } {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const made = composed(cluster);
    const isSame = made === cluster;
    for (let at = 0; at < made.length; at += 1) {
      starts.push(isSame ? index + at : index);
      ends.push(isSame ? index + at + 1 : index + cluster.length);
    }
  }
  return { starts, ends };
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
