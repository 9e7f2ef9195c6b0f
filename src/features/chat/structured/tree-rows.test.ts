import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../lib/json';
import { AT_ONCE, canOpen, moveFor, rowsOf, startsOpen, valueWords } from './tree-rows';

const value: JsonValue = {
  name: 'Trip',
  days: [{ city: 'Oslo', 'local name': 'Oslo' }, { city: 'Bergen' }],
  none: {},
};
const view = { isOpen: startsOpen, shown: () => AT_ONCE };
const ids = (of: JsonValue, given = view): string[] => rowsOf(of, given).map(({ id }) => id);

test('the root and small values in it are open at first', () => {
  expect(ids(value)).toEqual(['$', '$.name', '$.days', '$.days[0]', '$.days[1]', '$.none']);
  const all = { ...view, isOpen: () => true };
  expect(ids(value, all).slice(3, 6)).toEqual([
    '$.days[0]',
    '$.days[0].city',
    '$.days[0]["local name"]',
  ]);
  expect(ids({ large: Array.from({ length: 21 }, () => 1) })).toEqual(['$', '$.large']);
});

test('of many children the first are shown, and a line for the others', () => {
  const rows = rowsOf(
    Array.from({ length: 250 }, (_, at) => at),
    view,
  );
  expect(rows).toHaveLength(102);
  expect(rows.at(-1)).toEqual({ id: '$ …', parent: '$', level: 2, hidden: 150 });
  expect(rows[1]).toMatchObject({ position: 1, size: 250, level: 2, name: '0' });
});

test.each<[JsonValue, string]>([
  ['a "b"\n', '"a \\"b\\"\\n"'],
  [1.5, '1.5'],
  [null, 'null'],
  [false, 'false'],
  [[], '[]'],
  [{}, '{}'],
  [[1], '1 item'],
  [{ a: 1, b: 2 }, '2 members'],
])('%j is told as %s', (each, words) => {
  expect(valueWords(each, false)).toBe(words);
});

test('a long text is cut, and opens', () => {
  const long = 'a'.repeat(50_000);
  expect(canOpen(long)).toBe(true);
  expect(valueWords(long, false)).toHaveLength(303);
  expect(valueWords(long, true)).toHaveLength(20_003);
});

test('a member called __proto__ is a line like others', () => {
  expect(ids(JSON.parse('{"__proto__": {"a": 1}}') as JsonValue)).toEqual([
    '$',
    '$.__proto__',
    '$.__proto__.a',
  ]);
});

describe('the keys', () => {
  const rows = rowsOf(value, view);
  const from = (id: string, key: string) => moveFor(key, id, rows, startsOpen);

  test.each([
    ['$', 'ArrowDown', { to: '$.name' }],
    ['$', 'ArrowUp', undefined],
    ['$.name', 'End', { to: '$.none' }],
    ['$.none', 'Home', { to: '$' }],
    ['$.days', 'ArrowRight', { to: '$.days[0]' }],
    ['$.days', 'ArrowLeft', { open: false }],
    ['$.days[0]', 'ArrowRight', { open: true }],
    ['$.days[0]', 'ArrowLeft', { to: '$.days' }],
    ['$.name', 'ArrowRight', undefined],
    ['$.name', 'ArrowLeft', { to: '$' }],
    ['$', 'x', undefined],
    ['gone', 'ArrowDown', undefined],
  ])('from %s, %s', (id, key, move) => {
    expect(from(id, key)).toEqual(move);
  });
});
