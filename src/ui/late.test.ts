import { createRoot, type JSX } from 'solid-js';
import { expect, test } from 'vitest';
import { late } from './late';

const words = (text: string) => ({ default: (): JSX.Element => text });

/** What the part draws in its first moment. */
const drawn = (Part: (props: object) => JSX.Element): unknown =>
  createRoot((dispose) => {
    const shown = Part({}) as unknown as () => unknown;
    const first = shown();
    dispose();
    return first;
  });

test('what was fetched ahead is drawn at once, and is fetched once', async () => {
  let times = 0;
  const Part = late(async () => {
    times += 1;
    return words('a chat');
  });
  await Promise.all([Part.preload(), Part.preload()]);
  expect([drawn(Part), times]).toEqual(['a chat', 1]);
});

test('a failure ahead counts for nothing: the next one to ask fetches it', async () => {
  let isOnline = false;
  const Part = late(
    async () => {
      if (!isOnline) throw new TypeError('Failed to fetch');
      return words('a chat');
    },
    () => 'missing',
  );
  await Part.preload();
  isOnline = true;
  await Part.preload();
  expect(drawn(Part)).toBe('a chat');
});
