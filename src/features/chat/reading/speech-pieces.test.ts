import { expect, test } from 'vitest';
import { speechPieces } from './speech-pieces';

const said = (markdown: string): string[] => [...speechPieces(markdown)];

test('an answer is said sentence by sentence, without its marks', () => {
  expect(said('## A title\n\nSome **bold** words. See [here](https://example.org)!')).toEqual([
    'A title',
    'Some bold words.',
    'See here!',
  ]);
});

test('code is left out, and that is said', () => {
  expect(said('Look:\n\n```js\nconst secret = 1;\n```\n\nDone.')).toEqual([
    'Look:',
    'Code block left out.',
    'Done.',
  ]);
});

test('a long sentence is said in pieces that lose nothing', () => {
  const long = `${'some words, and then '.repeat(40)}the end.`;
  const pieces = said(long);
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.every(({ length }) => length <= 240)).toBe(true);
  expect(pieces.join(' ')).toBe(long);
  expect(said('x'.repeat(500)).join('')).toBe('x'.repeat(500));
});
