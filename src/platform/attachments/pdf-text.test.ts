import { expect, test } from 'vitest';
import { joinPages, pageText } from './pdf-text';

test('each page stands under its number', () => {
  expect(joinPages(['One \n', '', 'Three'])).toEqual({
    kind: 'read',
    pages: 3,
    text: '[Page 1 of 3]\nOne\n\n[Page 2 of 3]\n\n\n[Page 3 of 3]\nThree',
  });
});

test('pages without a word hold no text', () => {
  expect(joinPages(['', ' \n'])).toEqual({ kind: 'pdf-without-text' });
});

test('pieces are joined as they stand, lines where they end', () => {
  expect(pageText([{ str: 'Hel' }, { str: 'lo', hasEOL: true }, {}, { str: 'you' }])).toBe(
    'Hello\nyou',
  );
});
