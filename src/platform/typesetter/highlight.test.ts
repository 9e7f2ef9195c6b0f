import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TOKENS } from '../../core/typeset/types';
import { highlight } from './highlight';

/** The coloured pieces, each with what it is. */
function pieces(code: string, language: string): [string, string][] {
  const ranges = highlight(code, language) ?? [];
  return Array.from({ length: ranges.length / 3 }, (_, index) => {
    const [start = 0, end = 0, kind = 0] = ranges.slice(index * 3, index * 3 + 3);
    return [TOKENS[kind - 1] ?? '?', code.slice(start, end)];
  });
}

test('code is told apart by what it is', () => {
  expect(pieces("const x = 1; // one\nf('a');", 'js')).toEqual([
    ['keyword', 'const'],
    ['number', '1'],
    ['comment', '// one'],
    ['name', 'f'],
    ['string', "'a'"],
  ]);
});

test('code inside of a string is code', () => {
  expect(pieces('`a ${1 + b} c`', 'ts')).toEqual([
    ['string', '`a '],
    ['number', '1'],
    ['string', ' c`'],
  ]);
});

test('a language inside of another keeps its places', () => {
  expect(pieces('<b>\n<script>let x;</script>', 'html')).toContainEqual(['keyword', 'let']);
  expect(pieces('-a\n+b', 'diff')).toEqual([
    ['removed', '-a'],
    ['added', '+b'],
  ]);
});

test.each(['', 'no-such-language', '__proto__', 'constructor', 'x'.repeat(10_000)])(
  'the language %j is not known',
  (language) => {
    expect(highlight('let x = 1;', language)).toBeUndefined();
  },
);

test.each(['python', 'html', 'json', 'sh', 'c++', 'Dockerfile', 'latex', 'markdown', 'php', 'tsx'])(
  'whatever the text, the ranges of %s are in order and inside of it',
  (language) => {
    const mark = fc.constantFrom(
      '"',
      "'",
      '`',
      '${',
      '{',
      '}',
      '<',
      '/>',
      '<?php',
      '#',
      '//',
      '/*',
    );
    const word = fc.constantFrom('\n', ' ', 'def', 'x', '1.5', '😀', '$x$', '\\', '*/', '```');
    fc.assert(
      fc.property(fc.array(fc.oneof(mark, word), { maxLength: 60 }), (parts) => {
        const code = parts.join('');
        const ranges = [...(highlight(code, language) ?? [])];
        let last = 0;
        for (let at = 0; at < ranges.length; at += 3) {
          const [start = 0, end = 0, kind = 0] = ranges.slice(at, at + 3);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(TOKENS[kind - 1]).toBeDefined();
          last = end;
        }
        expect(last).toBeLessThanOrEqual(code.length);
      }),
      { numRuns: 100 },
    );
  },
);
