import { expect, test, vi } from 'vitest';
import { handOver } from './hand-over';

test('the receiver is loaded once, with the first thing, and gets all in order', async () => {
  const got: number[] = [];
  const load = vi.fn(async () => (thing: number) => void got.push(thing));
  const give = handOver(load);
  expect(load).not.toHaveBeenCalled();
  give(1);
  give(2);
  expect(got).toEqual([]);
  await vi.waitFor(() => expect(got).toEqual([1, 2]));
  give(3);
  await vi.waitFor(() => expect(got).toEqual([1, 2, 3]));
  expect(load).toHaveBeenCalledOnce();
});

test('what waits for a receiver that cannot be loaded is dropped, and the next thing tries again', async () => {
  const got: number[] = [];
  const load = vi
    .fn<() => Promise<(thing: number) => void>>()
    .mockRejectedValueOnce(new Error('offline'))
    .mockResolvedValue((thing) => void got.push(thing));
  const give = handOver(load);
  give(1);
  await vi.waitFor(() => {
    give(2);
    expect(got).toContain(2);
  });
  expect(got).not.toContain(1);
});
