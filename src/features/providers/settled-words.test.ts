import { expect, test } from 'vitest';
import { settledWords } from './settled-words';

test('what was typed exactly as it is used needs no words', () => {
  const typed = { input: 'http://localhost:1234/v1', apiKey: 'sk-1' };
  expect(settledWords(typed, 'http://localhost:1234/v1')).toBe('');
});

test('the settled address and everything that was trimmed are named, the key itself never', () => {
  const typed = { input: ' localhost:1234/v1/models ', apiKey: ' Bearer sk-secret ' };
  const words = settledWords(typed, 'http://localhost:1234/v1');
  expect(words).toBe(
    'The address is http://localhost:1234/v1. Removed from the address: spaces, /models. Removed from the key: spaces, Bearer.',
  );
  expect(words).not.toContain('sk-secret');
});
