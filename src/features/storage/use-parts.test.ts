import { expect, test } from 'vitest';
import { useParts } from './use-parts';

const census = { chats: [], heads: 1, messages: 20, attachments: 300 };
const bytes = (used: number | undefined) => useParts(census, used).map((part) => part.bytes);

test('what is not chats is the rest of what the browser counts', () => {
  expect(bytes(1_000)).toEqual([20, 300, 1, 679]);
});

test('no rest is made up where the browser counts less than was weighed, or nothing', () => {
  expect(bytes(200)).toEqual([20, 300, 1]);
  expect(bytes(undefined)).toEqual([20, 300, 1]);
});

test('a row is there before it is known what it takes', () => {
  expect(useParts(undefined, 1_000)).toEqual(
    useParts(census, 1_000).map(({ label }) => ({ label, bytes: undefined })),
  );
});
