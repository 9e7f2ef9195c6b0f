import { expect, test } from 'vitest';
import { createWork } from './create-work';

test('a second press begins nothing while the first is under way, and what fails makes room again', async () => {
  const work = createWork<'save' | 'remove'>();
  const begun: string[] = [];
  let fail!: (reason: Error) => void;
  const first = work.run('save', () => {
    begun.push('save');
    return new Promise((_, reject) => (fail = reject));
  });
  await work.run('save', async () => begun.push('save again'));
  await work.run('remove', async () => begun.push('remove'));
  expect([work.is('save'), work.is('remove')]).toEqual([true, false]);
  fail(new Error('The disk is full.'));
  await expect(first).rejects.toThrow('The disk is full.');
  expect(work.is('save')).toBe(false);
  await work.run('remove', async () => begun.push('remove'));
  expect(begun).toEqual(['save', 'remove']);
});
