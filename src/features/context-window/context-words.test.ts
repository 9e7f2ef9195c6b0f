import { expect, test } from 'vitest';
import type { CountBasis } from '../../core/context-window/count';
import { aboutWords, basisWords, overflowWords, shareWords, usedWords } from './context-words';

/** Thin spaces read as plain ones here. */
const plain = (words: string) => words.replaceAll('\u202f', ' ');

const usage: CountBasis = { kind: 'usage', tokens: 1000, at: 1_000_000, after: 118 };
const now = 1_000_000 + 3 * 60_000;

test.each([
  [0, '0 %'],
  [0.004, '< 1 %'],
  [0.312, '31 %'],
  [1.18, '118 %'],
])('a share of %d', (share, words) => expect(plain(shareWords(share))).toBe(words));

test.each([
  [3, '3'],
  [118, '120'],
  [1284, '1 300'],
  [12_849, '13 000'],
])('about %d', (tokens, words) => expect(plain(aboutWords(tokens))).toBe(words));

test('what was used is exact where the server counted all of it', () => {
  expect(plain(usedWords(1273, usage, 0))).toBe('1 273');
  expect(plain(usedWords(1273, usage, 118))).toBe('about 1 270');
  expect(plain(usedWords(1273, { kind: 'tokenizer', at: 0 }, 900))).toBe('1 273');
  expect(plain(usedWords(1273, { kind: 'estimate', answers: 9 }, 1273))).toBe('about 1 270');
  expect(usedWords(0, { kind: 'estimate', answers: 0 }, 0)).toBe('0');
});

test.each<[CountBasis, number, string]>([
  [usage, 0, 'Counted by the server with the last answer, 3 min ago.'],
  [
    usage,
    118,
    'Counted by the server with the last answer, 3 min ago, and about 120 for what came after.',
  ],
  [{ kind: 'tokenizer', at: now }, 50, 'Counted by the server’s tokenizer, just now.'],
  [
    { kind: 'estimate', answers: 0 },
    50,
    'Estimated from the text alone. The first counted answer tells more.',
  ],
  [
    { kind: 'estimate', answers: 1 },
    50,
    'Estimated. The estimate rests on 1 counted answer of this model so far.',
  ],
  [
    { kind: 'estimate', answers: 12 },
    50,
    'Estimated. The estimate rests on 12 counted answers of this model.',
  ],
  [
    { kind: 'estimate', answers: 12, isCut: true },
    50,
    'Estimated: the server counted only the part that it read.',
  ],
])('where a count comes from: %j', (basis, after, words) =>
  expect(plain(basisWords(basis, after, now))).toBe(words),
);

test('why the next message does not fit', () => {
  expect(plain(overflowWords({ used: 5000, overflow: 1160 }, 4096))).toBe(
    'The next message does not fit: about 1 200 tokens too many.',
  );
  expect(overflowWords({ used: 4000, overflow: 160 }, 4096)).toBe(
    'The next message leaves too little room for its answer.',
  );
});
