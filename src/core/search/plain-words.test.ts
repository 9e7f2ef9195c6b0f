import { expect, test } from 'vitest';
import { plainWords } from './plain-words';

test.each([
  ['## A heading\n\ntext', 'A heading text'],
  ['> quoted\n- one\n* two\n- [x] three', 'quoted one two three'],
  ['**bold**, *slanted*, ***both***, ~~gone~~, `code`', 'bold, slanted, both, gone, code'],
  ['| a | b |\n|---|:-:|\n| c | d |', 'a b c d'],
  ['```js\nlet x\n```\n---\nend', 'let x end'],
  ['[words](http://a.b/c) and ![a bird](x.png)', 'words and a bird'],
  ['**cut off at', 'cut off at'],
  ['the end of it** and more', 'the end of it and more'],
])('%j reads %j', (markdown, words) => {
  expect(plainWords(markdown)).toBe(words);
});

test.each([
  '2 * 3 * 4',
  'a*b',
  '2**8',
  'snake_case_name',
  'cat a | grep b',
  '# no',
  'C# and #tag',
  '1. one',
  '-5',
  'a[0](b',
])('%j has no marks, or none to take away', (text) => {
  expect(plainWords(text)).toBe(text === '# no' ? 'no' : text);
});
