import { expect, test } from 'vitest';
import { deferred } from './deferred';

test('calls made before the object exists are answered once it does', async () => {
  let arrive: (value: { add(n: number): Promise<number> }) => void = () => {};
  const stand = deferred(
    new Promise<{ add(n: number): Promise<number> }>((resolve) => (arrive = resolve)),
  );
  const answer = stand.add(2);
  arrive({ add: async (n) => n + 40 });
  expect(await answer).toBe(42);
});

test('an object that never comes rejects each call with the reason', async () => {
  const stand = deferred(Promise.reject<{ load(): Promise<void> }>(new Error('no database')));
  await expect(stand.load()).rejects.toThrow('no database');
});
