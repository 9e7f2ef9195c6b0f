import { composed, fold } from './fold';
import type { MarkedText } from './types';

/** How much of a text a snippet shows, and how much of it stands before the first mark. */
const SNIPPET_LENGTH = 120;
const BEFORE = 40;

/** The whole text with its words marked; the words are folded. */
export function marked(text: string, words: readonly string[]): MarkedText {
  const whole = composed(text);
  return { text: whole, marks: marksIn(fold(whole), words) };
}

/**
 * The part of a text around the place where the words first stand close together, in one line, with the words marked.
 * `folded` is the text as the index holds it; where that is another text by now, it is folded again.
 */
export function snippetOf(text: string, words: readonly string[], folded?: string): MarkedText {
  const whole = composed(text);
  const known = folded?.length === whole.length ? folded : fold(whole);
  const [from, to] = cutAround(whole, firstOf(known, words));
  const lead = from > 0 ? '…' : '';
  const part = whole.slice(from, to).replace(/\s/g, ' ');
  const marks = marksIn(known.slice(from, to), words);
  return {
    text: `${lead}${part}${to < whole.length ? '…' : ''}`,
    marks: marks.map(([start, end]) => [start + lead.length, end + lead.length] as const),
  };
}

/** The rarest word is as a rule the longest one, and the one that a person looks for. */
function firstOf(folded: string, words: readonly string[]): number {
  const [longest = ''] = [...words].sort((a, b) => b.length - a.length);
  return Math.max(0, folded.indexOf(longest));
}

/** Beginning and end of the part to show, at spaces where one is near, and never inside of a character. */
function cutAround(text: string, at: number): [from: number, to: number] {
  const wanted = Math.max(0, at - BEFORE);
  const space = wanted === 0 ? -1 : text.slice(wanted, at).search(/\s/);
  const from = wholeAt(text, space < 0 ? wanted : wanted + space + 1);
  return [from, wholeAt(text, Math.min(text.length, from + SNIPPET_LENGTH))];
}

function wholeAt(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;
}

/**
 * Every place of every word; places that touch or overlap are one. A single Latin letter beside longer words stands
 * everywhere and is not marked.
 */
function marksIn(folded: string, words: readonly string[]): (readonly [number, number])[] {
  const longer = words.filter((word) => !/^[ -~]$/.test(word));
  const places = (longer.length > 0 ? longer : words)
    .flatMap((word) => placesOf(folded, word))
    .sort(([a], [b]) => a - b);
  const marks: [number, number][] = [];
  for (const [from, to] of places) {
    const last = marks.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}

function placesOf(folded: string, word: string): [number, number][] {
  const places: [number, number][] = [];
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
    places.push([at, at + word.length]);
  return places;
}
