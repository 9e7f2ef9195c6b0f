import { expect, test } from 'vitest';
import { trimmedWords } from './trimmed-words';

test('an address and a key that are taken as they are need no words', () => {
  expect(trimmedWords({ input: 'http://localhost:1234/v1', apiKey: 'sk-1' })).toBe('');
});

test('everything that was taken off is named, the key itself never', () => {
  const words = trimmedWords({
    input: ' localhost:1234/v1/models ',
    apiKey: ' Bearer sk-secret ',
  });
  expect(words).toBe(
    'Removed from the address: spaces, /models. Removed from the key: spaces, Bearer.',
  );
});
