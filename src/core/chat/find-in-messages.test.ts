import { expect, test } from 'vitest';
import {
  countAll,
  findInMessages,
  firstHit,
  fold,
  hitAt,
  LETTERS_AT_ONCE,
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

test('places stay where they are when a small letter would be longer', () => {
  expect(fold('İstanbul A')).toHaveLength('İstanbul A'.length);
  expect(placesOf(fold('İ one'), [fold('ONE')])).toEqual([[2, 5]]);
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
