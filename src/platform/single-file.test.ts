import { expect, test } from 'vitest';
import { isFirstSingleFile, missingInSingleFile } from './single-file';

test('a single file says what it lacks, and from a file who reads along', () => {
  const served = missingInSingleFile(false).join('\n');
  for (const word of ['installed', 'previews', 'JavaScript', 'sign-in', 'PDFs']) {
    expect(served).toContain(word);
  }
  expect(served).not.toContain('null');
  const [first, second] = missingInSingleFile(true);
  expect(first).toContain('keys');
  expect(second).toContain('“null”');
  expect(missingInSingleFile(true)).toEqual(expect.arrayContaining(missingInSingleFile(false)));
});

test('it is told once, and where nothing can be kept each time', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
  expect(isFirstSingleFile(() => storage)).toBe(true);
  expect(isFirstSingleFile(() => storage)).toBe(false);
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  expect(isFirstSingleFile(denied)).toBe(true);
  expect(isFirstSingleFile(denied)).toBe(true);
});
