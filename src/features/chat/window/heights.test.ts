import { array, assert, double, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { createHeights } from './heights';

const height = integer({ min: 1, max: 2000 });

test('tops and places are those of plain sums, whatever has been measured meanwhile', () => {
  const changes = array(record({ at: double({ min: 0, max: 0.999, noNaN: true }), height }));
  const given = property(
    array(height, { minLength: 1, maxLength: 70 }),
    changes,
    (start, later) => {
      const plain = [...start];
      const heights = createHeights(start);
      for (const change of later) {
        const at = Math.floor(change.at * plain.length);
        plain[at] = change.height;
        heights.set(at, change.height);
      }
      let top = 0;
      plain.forEach((own, at) => {
        expect(heights.of(at)).toBe(own);
        expect(heights.top(at)).toBe(top);
        expect(heights.at(top)).toBe(at);
        expect(heights.at(top + own - 0.5)).toBe(at);
        top += own;
      });
      expect(heights.top(plain.length)).toBe(top);
    },
  );
  assert(given);
});

test('above the column is its first item, below it the last one', () => {
  const heights = createHeights([10, 20, 30]);
  expect([heights.at(-5), heights.at(60), heights.at(1e9)]).toEqual([0, 2, 2]);
  expect(createHeights([]).top(0)).toBe(0);
});
