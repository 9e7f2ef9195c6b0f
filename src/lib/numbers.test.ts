import { expect, test } from 'vitest';
import { grouped, measure } from './numbers';

test.each([
  [0, '0'],
  [999, '999'],
  [4096, '4 096'],
  [131072, '131 072'],
  [1048576, '1 048 576'],
])('%d is written %s', (value, words) => {
  expect(grouped(value)).toBe(words.replaceAll(' ', '\u202f'));
});

test.each([
  [0.04, '0.0 s'],
  [0.42, '0.4 s'],
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [1234.5, '1 235 s'],
])('%d seconds are written %s', (value, words) => {
  expect(measure(value, 's')).toBe(words.replaceAll(' ', '\u202f'));
});
