import { expect, test } from 'vitest';
import { formatAgo, formatBytes, formatDuration, formatNumber } from './format';

const plain = (text: string) => text.replaceAll('\u202f', ' ');

test.each([
  [0, '0'],
  [999, '999'],
  [4096, '4 096'],
  [131072, '131 072'],
  [1048576, '1 048 576'],
])('the number %i', (value, text) => {
  expect(plain(formatNumber(value))).toBe(text);
});

test.each([
  [812, '812 B'],
  [24_400, '24 kB'],
  [1_340_000, '1.3 MB'],
  [2_130_000_000, '2.1 GB'],
])('%i bytes', (value, text) => {
  expect(plain(formatBytes(value))).toBe(text);
});

test.each([
  [240, '240 ms'],
  [3_210, '3.2 s'],
  [14_900, '14 s'],
  [120_000, '2 min'],
  [125_900, '2 min 5 s'],
])('%i milliseconds', (value, text) => {
  expect(plain(formatDuration(value))).toBe(text);
});

test.each([
  [20_000, 'just now'],
  [190_000, '3 min ago'],
  [3 * 3_600_000, '3 h ago'],
  [25 * 3_600_000, 'yesterday'],
  [72 * 3_600_000, '3 days ago'],
])('%i milliseconds ago', (value, text) => {
  expect(plain(formatAgo(value))).toBe(text);
});
