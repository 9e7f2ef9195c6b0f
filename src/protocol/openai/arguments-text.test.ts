import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { ArgumentsText } from './arguments-text';
import { isObject, parseJson } from './wire';

afterEach(() => vi.restoreAllMocks());

function grown(pieces: readonly string[]): ArgumentsText {
  const text = new ArgumentsText();
  for (const piece of pieces) text.add(piece);
  return text;
}

const piece = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ':',
    ',',
    ' ',
    '\n',
    '\u00A0',
    'a',
    '"k":',
    '1',
    '{}',
  ),
  fc.json().map((json) => `{"v":${json}}`),
);

test('it is whole when the text is a JSON object, after each piece of any text', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = new ArgumentsText();
      let all = '';
      for (const next of pieces) {
        text.add(next);
        all += next;
        expect(text.text).toBe(all);
        expect(text.isWhole, all).toBe(isObject(parseJson(all)));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('an object that comes letter by letter is whole with its last brace', () => {
  const json = JSON.stringify({ a: ['}', '\\"{', { b: {} }], c: '\\' });
  const wholes = [...json].map((_, at) => grown([...json.slice(0, at + 1)]).isWhole);
  expect(wholes.indexOf(true)).toBe(json.length - 1);
  expect(grown([...json, '\n', ' ']).isWhole).toBe(true);
  expect(grown([...json, '\n', '{}']).isWhole).toBe(false);
});

test('it is parsed once, however often it is asked', () => {
  const parse = vi.spyOn(JSON, 'parse');
  const text = new ArgumentsText();
  text.add('{"list":[');
  for (let at = 0; at < 1_000; at += 1) {
    text.add('{"a":{}},');
    expect(text.isWhole).toBe(false);
  }
  text.add('0]}');
  for (let at = 0; at < 1_000; at += 1) {
    text.add(' ');
    expect(text.isWhole).toBe(true);
  }
  expect(parse).toHaveBeenCalledTimes(1);
});
