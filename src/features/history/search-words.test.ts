import { expect, test } from 'vitest';
import type { SearchAnswer } from '../../core/search/types';
import { answerWords, hitWords, titleWords } from './search-words';

const title = { text: 'Birds', marks: [] };
const hit = { id: 'c1', title, messages: 1 };
const answer = (fields: Partial<SearchAnswer>): SearchAnswer => ({
  query: 'x',
  hits: [hit],
  chats: 1,
  messages: 1,
  read: 1,
  ...fields,
});

test.each([
  [answer({}), '1 message in 1 chat.'],
  [
    answer({ chats: 1_204, messages: 9_000 }),
    '9 000 messages in 1 204 chats. The newest 1 are shown.',
  ],
  [answer({ messages: 0 }), '1 title.'],
  [answer({ hits: [], chats: 0, messages: 0 }), 'No chat has these words. Fewer words find more.'],
  [answer({ hits: [], chats: 0, messages: 0, read: 0.408 }), 'Reading your chats, 40 %.'],
  [answer({ read: 0.408 }), 'Reading your chats, 40 %. 1 message in 1 chat so far.'],
])('%o in words', (found, words) => {
  expect(answerWords(found).replaceAll('\u202f', ' ')).toBe(words);
});

test('where only titles can be searched, the words say so', () => {
  expect(titleWords(answer({ chats: 0, hits: [] }))).toBe(
    'Messages cannot be searched in this browser window, only titles. No title has these words.',
  );
});

test('one message is the one that is shown, more are counted', () => {
  expect([0, 1, 2].map((messages) => hitWords({ ...hit, messages }))).toEqual([
    '',
    '',
    '2 messages',
  ]);
});
