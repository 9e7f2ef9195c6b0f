import { expect, test } from 'vitest';
import { truncationWords } from './truncation-words';

const usage = { promptTokens: 4096, completionTokens: 20 };
const said = (tokens: number, by: 'estimated' | 'counted') =>
  truncationWords({ usage, promptEstimate: { tokens, by, characters: 1 } }).replaceAll(
    '\u202f',
    ' ',
  );

test('both numbers are told, an estimate as one', () => {
  const lost = 'The server dropped the beginning of this chat';
  expect(said(9217, 'estimated')).toBe(`${lost}: about 9 200 tokens sent, 4 096 read.`);
  expect(said(9217, 'counted')).toBe(`${lost}: 9 217 tokens sent, 4 096 read.`);
  expect(truncationWords({})).toBe(`${lost}.`);
});
