import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composed, fold } from '../search/fold';
import {
  countAll,
  findInMessages,
  firstHit,
  hitAt,
  LETTERS_AT_ONCE,
  placesIn,
  placesOf,
  wordsFor,
} from './find-in-messages';
import type { Message } from './types';

const message = (id: string, text: string): Message => ({
  id,
  conversationId: 'c',
  parentId: null,
  role: 'user',
  createdAt: 0,
  text,
  reasoning: '',
  toolCalls: [],
  status: 'done',
});

function look(messages: Message[], words: string, signal = new AbortController().signal) {
  let pauses = 0;
  const pause = async () => void (pauses += 1);
  return findInMessages(messages, wordsFor(words, undefined), { pause, signal }).then((found) => ({
    found,
    pauses,
  }));
}

test('hits are counted per message, upper and lower case alike', async () => {
  const chat = [message('a', 'One oNe'), message('b', 'two'), message('c', 'ONE')];
  const { found } = await look(chat, 'one');
  expect(found).toEqual([
    { id: 'a', count: 2 },
    { id: 'c', count: 1 },
  ]);
  expect(countAll(found ?? [])).toBe(3);
});

test('no words, no hits', async () => {
  expect((await look([message('a', 'text')], '')).found).toEqual([]);
});

test('a hit by its number is the nth one of its message', () => {
  const found = [
    { id: 'a', count: 2 },
    { id: 'c', count: 1 },
  ];
  expect([0, 1, 2, 3].map((number) => hitAt(found, number))).toEqual([
    { id: 'a', nth: 0 },
    { id: 'a', nth: 1 },
    { id: 'c', nth: 0 },
    undefined,
  ]);
});

test('one begins with the first hit that is not above the view, else with the first of all', () => {
  const found = [
    { id: 'a', count: 2 },
    { id: 'c', count: 1 },
  ];
  expect(firstHit(found, (id) => id < 'b')).toBe(2);
  expect(firstHit(found, () => true)).toBe(0);
});

test('a long chat is searched in pieces, so that typing gets its turn between them', async () => {
  const text = 'x'.repeat(10_000);
  const chat = Array.from({ length: 500 }, (_, at) => message(String(at), text));
  const { pauses } = await look(chat, 'y');
  expect(pauses).toBe(Math.ceil((500 * 10_000) / LETTERS_AT_ONCE) - 1);
});

test('a search that is stopped reads no further', async () => {
  const stop = new AbortController();
  const text = 'x'.repeat(LETTERS_AT_ONCE);
  let read = 0;
  const chat = Array.from({ length: 10 }, (_, at) =>
    Object.defineProperty(message(String(at), ''), 'text', { get: () => ((read += 1), text) }),
  );
  const pause = async () => stop.abort();
  expect(await findInMessages(chat, ['x'], { pause, signal: stop.signal })).toBeUndefined();
  expect(read).toBeLessThanOrEqual(3);
});

test('accents make no difference, neither in the words nor in the text', async () => {
  const chat = [message('a', 'Crème and cre\u0301me'), message('b', 'İstanbul')];
  expect((await look(chat, 'CREME')).found).toEqual([{ id: 'a', count: 2 }]);
  expect((await look(chat, 'crème')).found).toEqual([{ id: 'a', count: 2 }]);
  expect((await look(chat, 'istanbul')).found).toEqual([{ id: 'b', count: 1 }]);
});

test('a place is one of the text as it is written, with accents apart too', () => {
  const text = 'e\u0301t\u0065\u0301 \u1100\u1161\u11A8 🦓 \u0958 one';
  const found = (words: string) =>
    placesIn(text, [fold(words)]).map(([from, to]) => text.slice(from, to));
  expect(found('ete')).toEqual(['e\u0301te\u0301']);
  expect(found('각')).toEqual(['\u1100\u1161\u11A8']);
  expect(found('🦓')).toEqual(['🦓']);
  expect(found('ONE')).toEqual(['one']);
});

test('what a place holds is what was looked for', () => {
  const letters = fc.constantFrom(
    'a',
    'É',
    'e\u0301',
    'o\u0302\u0301',
    'क\u093c',
    '가',
    '\u1100',
    '\u1161',
    '🦓',
  );
  const text = fc.array(letters).map((all) => all.join(''));
  fc.assert(
    fc.property(text, letters, (all, letter) => {
      const word = fold(letter);
      const places = placesIn(all, [word]);
      expect(places).toHaveLength(fold(all).split(word).length - 1);
      for (const [from, to] of places) expect(fold(composed(all.slice(from, to)))).toContain(word);
    }),
  );
});

test('words that a linked message has apart are found one by one', () => {
  const linked = message('a', 'the parser, after a crash');
  expect(wordsFor('Crash parser', linked)).toEqual(['crash', 'parser']);
  expect(wordsFor('the Parser', linked)).toEqual(['the parser']);
  expect(wordsFor('Crash parser', undefined)).toEqual(['crash parser']);
  expect(placesOf(fold(linked.text), ['crash', 'parser', 'pars'])).toEqual([
    [4, 10],
    [20, 25],
  ]);
});
