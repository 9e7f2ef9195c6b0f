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

test('a function is asked with the first call, and a promise of the stand-in is one of an object', async () => {
  let asked = 0;
  const late = deferred(async () => {
    asked += 1;
    return { add: async (n: number) => n + 1 };
  });
  const given = await Promise.resolve(late);
  expect(asked).toBe(0);
  expect(await given.add(1)).toBe(2);
  expect(await late.add(2)).toBe(3);
  expect(asked).toBe(1);
});
