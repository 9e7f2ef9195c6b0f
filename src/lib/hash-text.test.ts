import { expect, test } from 'vitest';
import { hashText } from './hash-text';

test('equal texts are known again, a changed letter or place is noticed', () => {
  expect(hashText('{"a":1}')).toBe(hashText('{"a":1}'));
  const texts = ['', 'a', 'b', 'ab', 'ba', '{"a":1}', '{"a":2}', '{"a":1}\n'];
  expect(new Set(texts.map(hashText)).size).toBe(texts.length);
  expect(hashText('')).toMatch(/^[0-9a-f]{16}$/);
});
