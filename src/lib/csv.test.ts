import { expect, test } from 'vitest';
import { toCsv } from './csv';

test('plain fields stand as they are, each row in a line of its own', () => {
  expect(
    toCsv([
      ['a', 'b'],
      ['1', ''],
    ]),
  ).toBe('a,b\r\n1,\r\n');
});

test.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['one\rtwo', '"one\rtwo"'],
  [' padded', '" padded"'],
  ["it's; fine", "it's; fine"],
])('%j is written as %s', (text, written) => {
  expect(toCsv([[text]])).toBe(`${written}\r\n`);
});

test('no rows are no text', () => {
  expect(toCsv([])).toBe('');
});
