import { expect, test } from 'vitest';
import { trimKey } from './api-key';

test.each([
  ['sk-1', []],
  [' sk-1\n', ['line breaks', 'spaces']],
  ['"sk-1"', ['quotes']],
  ['“sk-1”', ['quotes']],
  ['Bearer sk-1', ['Bearer']],
  ['"Authorization: Bearer sk-1"', ['quotes', 'Bearer']],
  ['sk\u200b-1', ['invisible characters']],
  ['sk-\n1', ['line breaks']],
])('what surrounds a key is taken off: %j', (input, trimmed) => {
  expect(trimKey(input)).toEqual({ key: 'sk-1', trimmed });
});

test('nothing but spaces is no key', () => {
  expect(trimKey('  ')).toEqual({ key: '', trimmed: ['spaces'] });
});

test.each(['sk–1', '••••••', 'ключ', 'sk-\u00001'])(
  'a key that no header can carry is told without showing it: %j',
  (input) => {
    const { problem } = trimKey(input);
    expect(problem).toMatch(/^Character \d+ of the API key cannot be sent/);
    expect(problem).not.toContain(input);
  },
);
