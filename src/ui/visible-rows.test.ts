import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleRows } from './visible-rows';

const view = { scrollTop: 0, height: 400, rowHeight: 40, count: 2000, overscan: 5 };

test('the top of a long list shows what fits, one more and the overscan below', () => {
  expect(visibleRows(view)).toEqual({ start: 0, end: 16 });
});

test('in the middle there is overscan on both sides', () => {
  expect(visibleRows({ ...view, scrollTop: 40_000 })).toEqual({ start: 995, end: 1016 });
});

test('a list that became shorter than the scroll position still shows its end', () => {
  expect(visibleRows({ ...view, scrollTop: 40_000, count: 60 })).toEqual({ start: 44, end: 60 });
});

test('a list of 50 rows is there whole, one of 51 is not', () => {
  expect(visibleRows({ ...view, count: 50 })).toEqual({ start: 0, end: 50 });
  expect(visibleRows({ ...view, count: 51 })).toEqual({ start: 0, end: 16 });
});

test('an empty list shows nothing', () => {
  expect(visibleRows({ ...view, count: 0 })).toEqual({ start: 0, end: 0 });
});

test('never more than 50 rows, always inside the list, and a common window is covered', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.nat(5000),
      fc.integer({ min: 16, max: 200 }),
      fc.nat(3000),
      (scrollTop, height, rowHeight, count) => {
        const { start, end } = visibleRows({ scrollTop, height, rowHeight, count, overscan: 6 });
        expect(end - start).toBeLessThanOrEqual(50);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        const bottom = Math.min(count * rowHeight, scrollTop + height);
        const onPage = scrollTop + height <= count * rowHeight;
        if (onPage && height / rowHeight < 48)
          expect(end * rowHeight).toBeGreaterThanOrEqual(bottom);
      },
    ),
  );
});

test('a lean list renders no more of a short one than is in view', () => {
  const short = { ...view, count: 30, overscan: 2 };
  expect(visibleRows(short)).toEqual({ start: 0, end: 30 });
  expect(visibleRows({ ...short, lean: true })).toEqual({ start: 0, end: 13 });
});
