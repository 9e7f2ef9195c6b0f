import { expect, test } from 'vitest';
import { inspect, inspectError } from './inspect';

const circular: Record<string, unknown> = { a: 1 };
circular['self'] = circular;

class Point {
  x = 1;
}

test.each<[unknown, string]>([
  ['plain', 'plain'],
  [['in "quotes"'], '["in \\"quotes\\""]'],
  [-0, '-0'],
  [12n, '12n'],
  [Symbol('s'), 'Symbol(s)'],
  [null, 'null'],
  [undefined, 'undefined'],
  [() => 1, '[Function]'],
  [{ a: 1, 'b c': [true] }, '{a: 1, "b c": [true]}'],
  [new Map([['a', { b: 1 }]]), 'Map(1) {"a" => {b: 1}}'],
  [new Set([1, 2]), 'Set(2) {1, 2}'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'Invalid Date'],
  [/a/g, '/a/g'],
  [new TypeError('no'), 'TypeError: no'],
  [new Uint8Array([1, 2]), 'Uint8Array(2) [1, 2]'],
  [new Point(), 'Point {x: 1}'],
  [circular, '{a: 1, self: [circular]}'],
  [Object.create(null), '{}'],
])('%# is shown as a console does', (value, words) => {
  expect(inspect(value, 1000)).toBe(words);
});

test('what is huge is cut, without being read to its end', () => {
  expect(
    inspect(
      Array.from({ length: 100_000 }, (_, at) => at),
      50,
    ),
  ).toHaveLength(50);
  expect(inspect(Array.from({ length: 1e6 }), 5000)).toContain('… 999900 more');
  expect(inspect('x'.repeat(1e6), 10)).toBe('xxxxxxxxxx');
});

test('what resists being shown does no harm', () => {
  const hostile = {
    get a() {
      throw new Error('no');
    },
  };
  expect(inspect(hostile, 100)).toBe('[Error: no]');
  const proxy = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
      getPrototypeOf: () => {
        throw new Error('no');
      },
    },
  );
  expect(inspect(proxy, 100)).toContain('no');
  let deep: unknown = 0;
  for (let level = 0; level < 10_000; level += 1) deep = [deep];
  expect(inspect(deep, 100)).toBe('[[[[[[[…]]]]]]]'.slice(0, 100));
});

test.each<[unknown, string]>([
  [new RangeError('far'), 'RangeError: far'],
  ['a word', 'Thrown: a word'],
  [{ code: 1 }, 'Thrown: {code: 1}'],
  [undefined, 'Thrown: undefined'],
])('%# is told as what was thrown', (thrown, words) => {
  expect(inspectError(thrown, 1000)).toBe(words);
});
