import { composed, fold } from './fold';
import { plainWords } from './plain-words';
import type { MarkedText } from './types';

/** How much of a text a snippet shows, more than fits into two lines, and how much of it stands before the first mark. */
const SNIPPET_LENGTH = 100;
const BEFORE = 40;
/** How much is read as Markdown on both sides of the first mark: marks go, so that it takes more to show as much. */
const AROUND = 300;

/** The whole text with its words marked; the words are folded. */
export function marked(text: string, words: readonly string[]): MarkedText {
  const whole = composed(text);
  return { text: whole, marks: marksIn(fold(whole), words) };
}

/**
 * The part of a text around the place where its rarest word first stands, in one line, without Markdown's marks, and with the
 * words marked. `folded` is the text as the index holds it; where that is another text by now, it is folded again.
 */
export function snippetOf(text: string, words: readonly string[], folded?: string): MarkedText {
  const whole = composed(text);
  const known = folded?.length === whole.length ? folded : fold(whole);
  const at = Math.max(0, known.indexOf(longestOf(words)));
  const [begin, end] = [
    beginOfLine(whole, at),
    wholeAt(whole, Math.min(whole.length, at + AROUND)),
  ];
  const raw = whole.slice(begin, end);
  const plain = composed(plainWords(raw));
  // Who looks for marks, or for a link's address, is shown them.
  const isThere = fold(plain).includes(longestOf(words));
  const cut = cutOut(isThere ? plain : raw.replace(/\s/g, ' '), words);
  const from = begin > 0 || cut.from > 0 ? '…' : '';
  const to = end < whole.length || cut.isShort ? '…' : '';
  const marks = marksIn(fold(cut.text), words);
  return {
    text: `${from}${cut.text}${to}`,
    marks: marks.map(([start, stop]) => [start + from.length, stop + from.length] as const),
  };
}

/** What of the text is shown, where that begins, and whether something comes after it. */
function cutOut(text: string, words: readonly string[]) {
  const at = Math.max(0, fold(text).indexOf(longestOf(words)));
  const [from, to] = cutAround(text, at);
  return { text: text.slice(from, to), from, isShort: to < text.length };
}

/** The rarest word is as a rule the longest one, and the one that a person looks for. */
function longestOf(words: readonly string[]): string {
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/** Where the line of this place begins, as only there its first marks are known as such; or just somewhere before it. */
function beginOfLine(text: string, at: number): number {
  const least = Math.max(0, at - AROUND);
  const line = text.lastIndexOf('\n', Math.max(0, at - BEFORE)) + 1;
  return line >= least ? line : wholeAt(text, least);
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
