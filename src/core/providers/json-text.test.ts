import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from './json-text';

function problems(text: string): [string, string][] {
  const read = readJson(text);
  return read.ok ? [] : read.problems.map(({ path, message }) => [path, message]);
}

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, 2), (text, indent) => {
      const value = JSON.parse(text) as unknown;
      fc.pre(!text.includes('__proto__'));
      expect(readJson(JSON.stringify(value, null, indent))).toEqual({
        ok: true,
        value: JSON.parse(JSON.stringify(value)) as unknown,
      });
    }),
  );
});

test('accepts no text that JSON.parse refuses, and never throws', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '\\',
      '\\u00',
      '1',
      '-',
      '.',
      'e9',
      'null',
      'tru',
      ' ',
      '\n',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const { ok } = readJson(text);
      if (ok) expect(() => JSON.parse(text) as unknown).not.toThrow();
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['{"a": 1,}', 'Line 1, column 9: expected a key in double quotes, but there is "}".'],
  ['{\n  "a": nul\n}', 'Line 2, column 8: expected a value, but there is "n".'],
  ['{"a": 1', 'Line 1, column 8: expected a comma or }, but the file ends.'],
  ['{"a" 1}', 'Line 1, column 6: expected a colon, but there is "1".'],
  ['["a', 'Line 1, column 4: expected a closing quote, but the file ends.'],
  ['[1 2]', 'Line 1, column 4: expected a comma or ], but there is "2".'],
  ['{} x', 'Line 1, column 4: expected the end of the file, but there is "x".'],
  ["{'a': 1}", 'Line 1, column 2: expected a key in double quotes, but there is "\'".'],
  ['<html>', 'Line 1, column 1: expected a value, but there is "<".'],
])('says where %j stops being JSON', (text, words) => {
  expect(problems(text)[0]?.[1]).toBe(`This is not JSON. ${words}`);
});

test('a key given twice is a problem at its path, where JSON.parse would keep the last', () => {
  const text =
    '{"providers": {"x": {"base_url": "a", "base_url": "b"}}, "list": [{"a b": 1, "a b": 2}]}';
  expect(problems(text)).toEqual([
    ['$.providers.x.base_url', 'The key "base_url" is there twice. Take one of them out.'],
    ['$.list[0]["a b"]', 'The key "a b" is there twice. Take one of them out.'],
  ]);
});

test('__proto__ is refused at any depth, also when it is escaped', () => {
  const text = '{"a": [{"__proto__": {"x": 1}}], "__proto__": 1, "\\u005f_proto__": 2}';
  expect(problems(text).map(([path]) => path)).toEqual([
    '$.a[0].__proto__',
    '$.__proto__',
    '$.__proto__',
  ]);
});

test('a number that would turn into Infinity is refused rather than lost', () => {
  expect(problems('{"a": 1e999}')).toEqual([['$.a', 'The number 1e999 is too large to keep.']]);
});

test('nesting without end and a string of megabytes do not exhaust the stack', () => {
  expect(problems('['.repeat(1_000_000))[0]?.[1]).toMatch(/nested deeper than 100 levels/);
  expect(readJson(JSON.stringify('x\\'.repeat(2_000_000))).ok).toBe(true);
});

test('a byte order mark is no fault', () => {
  expect(readJson('\ufeff{}')).toEqual({ ok: true, value: {} });
});
