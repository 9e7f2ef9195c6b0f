import { array, assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { createHeights } from './heights';
import { gaps, mountedAt, runFor, runIn, WHOLE } from './run';

const uniform = (count: number, height = 100) =>
  createHeights(Array.from({ length: count }, () => height));

test('a short chat is mounted whole, wherever the view is', () => {
  expect(runFor(uniform(WHOLE), { top: 0, height: 500 })).toEqual({ from: 0, to: WHOLE - 1 });
});

test('what is mounted depends on the view, not on the length of the chat', () => {
  const sizes = [500, 5_000].map((count) => {
    const { from, to } = runFor(uniform(count), { top: count * 50, height: 800 });
    return to - from;
  });
  expect(sizes[0]).toBe(sizes[1]);
  expect(sizes[0]).toBeLessThan(30);
});

test('the view and a view on either side of it are covered', () => {
  const { from, to } = runFor(uniform(1_000), { top: 50_000, height: 800 });
  expect(from * 100).toBeLessThanOrEqual(50_000 - 800);
  expect((to + 1) * 100).toBeGreaterThanOrEqual(50_000 + 1_600);
});

test('what is seen is what the view touches, in a short chat too', () => {
  expect(runIn(uniform(1_000), { top: 50_050, height: 800 })).toEqual({ from: 500, to: 508 });
  expect(runIn(uniform(20), { top: 1_200, height: 800 })).toEqual({ from: 12, to: 19 });
  expect(runIn(uniform(2), { top: -600, height: 800 })).toEqual({ from: 0, to: 1 });
});

test('at the ends there is no more', () => {
  expect(runFor(uniform(100), { top: 0, height: 500 }).from).toBe(0);
  expect(runFor(uniform(100), { top: 9_500, height: 500 }).to).toBe(99);
});

test('what must stay is mounted in its place, once', () => {
  expect(mountedAt({ from: 4, to: 6 }, [9, 5, 1, 9, 0])).toEqual([0, 1, 4, 5, 6, 9]);
  expect(mountedAt({ from: 4, to: 6 }, [])).toEqual([4, 5, 6]);
  expect(mountedAt({ from: 0, to: -1 }, [])).toEqual([]);
});

test('messages and gaps are as high as the whole chat, each message where it belongs', () => {
  const anyHeights = array(integer({ min: 1, max: 900 }), { minLength: 60, maxLength: 200 });
  const given = property(anyHeights, integer({ min: 0, max: 90_000 }), (all, top) => {
    const heights = createHeights(all);
    const mounted = mountedAt(runFor(heights, { top, height: 700 }), [3, all.length - 2]);
    const { before, rest } = gaps(heights, mounted);
    let y = 0;
    mounted.forEach((at, nth) => {
      y += before[nth] ?? 0;
      expect(y).toBe(heights.top(at));
      y += heights.of(at);
    });
    expect(y + rest).toBe(heights.top(all.length));
  });
  assert(given);
});
