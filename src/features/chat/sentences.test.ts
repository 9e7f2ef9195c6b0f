import { expect, test } from 'vitest';
import { nextSentence } from './sentences';

function all(text: string, isFinal = true): string[] {
  const found: string[] = [];
  let next = nextSentence(text, 0, isFinal);
  while (next) {
    found.push(next.words);
    next = nextSentence(text, next.end, isFinal);
  }
  return found;
}

test('a sentence is heard only when it is whole', () => {
  expect(nextSentence('Half of a sen', 0, false)).toBeUndefined();
  expect(nextSentence('Whole.', 0, false)).toBeUndefined();
  expect(nextSentence('Whole. Next', 0, false)).toEqual({ words: 'Whole.', end: 6 });
});

test('what is left is heard at the end', () => {
  expect(all('First. And the rest')).toEqual(['First.', 'And the rest']);
  expect(all('First. And the rest', false)).toEqual(['First.']);
});

test('a decimal point and an abbreviated unit do not end a sentence', () => {
  expect(all('It takes 3.5 s. Good!')).toEqual(['It takes 3.5 s.', 'Good!']);
});

test('the marks of Markdown are not read out', () => {
  const text = '# Title\n\n- **bold** and [a link](https://example.org)\n> `code` here.\n';
  expect(all(text)).toEqual(['Title', 'bold and a link', 'code here.']);
});

test('a block of code is announced, not spelled', () => {
  const text = 'Look:\n```js\nlet a = 1;\nlet b = 2.\n```\nDone.';
  expect(all(text)).toEqual(['Look:', 'A block of code.', 'Done.']);
});

test('a block of code that is still written is waited for', () => {
  expect(all('Look:\n```js\nlet a = 1. \n', false)).toEqual(['Look:']);
});

test('Chinese and Japanese sentences end without a space', () => {
  expect(all('你好。再见！')).toEqual(['你好。', '再见！']);
});
