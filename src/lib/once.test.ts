import { expect, test, vi } from 'vitest';
import { once } from './once';

test('work is done once for all, and again only after it failed', async () => {
  const work = vi.fn().mockRejectedValueOnce(new Error('no')).mockResolvedValue('yes');
  const run = once<string>(work);
  await expect(run()).rejects.toThrow('no');
  expect(await Promise.all([run(), run()])).toEqual(['yes', 'yes']);
  expect(await run()).toBe('yes');
  expect(work).toHaveBeenCalledTimes(2);
});
