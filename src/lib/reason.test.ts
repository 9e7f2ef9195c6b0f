import { expect, test } from 'vitest';
import { reasonOf } from './reason';

test('an error speaks by its message, anything else by its text', () => {
  expect(reasonOf(new TypeError('Failed to fetch'))).toBe('Failed to fetch');
  expect(reasonOf('disk full')).toBe('disk full');
  expect(reasonOf(undefined)).toBe('undefined');
});
