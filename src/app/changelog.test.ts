import { expect, test } from 'vitest';
import text from '../../CHANGELOG.md?raw';
import { changelog } from './changelog';

test('the changelog of the build is items of one line, each once', () => {
  const items = changelog.flatMap((part) => part.items);
  expect(items.length).toBeGreaterThan(50);
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  expect(text).not.toMatch(/^ +\S/m);
});
