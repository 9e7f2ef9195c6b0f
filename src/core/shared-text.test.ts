import { expect, test } from 'vitest';
import { sharedText } from './shared-text';

test.each([
  [{ title: 'A page', text: '', url: 'https://a.example/' }, 'A page\nhttps://a.example/'],
  [{ title: 'A page', text: 'A page https://a.example/', url: '' }, 'A page https://a.example/'],
  [{ title: '', text: 'https://a.example/', url: 'https://a.example/' }, 'https://a.example/'],
  [{ title: 'same', text: 'same', url: 'same' }, 'same'],
  [{ title: ' ', text: '', url: '' }, ''],
])('%j becomes %j', (words, text) => {
  expect(sharedText(words)).toBe(text);
});
