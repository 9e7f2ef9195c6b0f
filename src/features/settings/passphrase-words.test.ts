import { expect, test } from 'vitest';
import { passphraseProblem, strengthWords } from './passphrase-words';

test.each([
  ['', 'Type a passphrase.'],
  ['seven77', 'at least 8'],
  ['abababab', 'repeats'],
])('%j is not taken', (passphrase, words) => {
  expect(passphraseProblem(passphrase)).toContain(words);
});

test('longer and more mixed ones are called better', () => {
  expect(strengthWords('password')).toMatch(/^Weak/);
  expect(strengthWords('correct horse battery')).toMatch(/^Fair/);
  expect(strengthWords('correct horse battery staple')).toMatch(/^Good/);
});
