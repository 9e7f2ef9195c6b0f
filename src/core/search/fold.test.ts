import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composed, fold, wordsOf } from './fold';

test.each([
  ['Crème Brûlée', 'creme brulee'],
  ['cre\u0301me', 'creme'],
  ['ÅNGSTRÖM', 'angstrom'],
  ['İstanbul', 'istanbul'],
  ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
  ['Ёлка, йод', 'елка, иод'],
  ['がぎ ガ', 'かき カ'],
  ['Straße', 'straße'],
  // Syllables are no accented letters, and marks that are vowels belong to the word.
  ['한국어', '한국어'],
  ['हिन्दी', 'हिन्दी'],
  ['ภาษาไทย', 'ภาษาไทย'],
  ['日本 🦓', '日本 🦓'],
])('%s is compared as %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('a place in the folded text is the same place in the text', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(anything, (text) => {
      expect(fold(text)).toHaveLength(composed(text).length);
    }),
  );
  // Beyond these planes nothing has case or accents.
  for (let code = 0; code <= 0x2ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    if (fold(letter).length !== composed(letter).length) throw new Error(code.toString(16));
  }
});

test('a query is its words, each once, in any case', () => {
  expect(wordsOf('  Zebra  FINCH\tzébra ')).toEqual(['zebra', 'finch']);
  expect(wordsOf(' \n ')).toEqual([]);
});
