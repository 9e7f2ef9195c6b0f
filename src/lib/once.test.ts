import { expect, test } from 'vitest';
import { once } from './once';

test('what was found is kept, what failed is asked for again', async () => {
  let asked = 0;
  const find = once(async () => {
    asked += 1;
    if (asked === 1) throw new Error('offline');
    return asked;
  });
  await expect(find()).rejects.toThrow('offline');
  expect(await Promise.all([find(), find()])).toEqual([2, 2]);
});
