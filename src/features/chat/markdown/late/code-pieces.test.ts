import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TOKENS } from '../../../../core/typeset/types';
import { codePieces, cutAt } from './code-pieces';

/** Ranges in order, from gaps, lengths and kinds. */
const ranges = fc
  .array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 20 }), fc.nat(TOKENS.length)))
  .map((list) => {
    let at = 0;
    return Uint32Array.from(
      list.flatMap(([gap, length, kind]) => {
        const start = at + gap;
        at = start + length;
        return [start, at, kind];
      }),
    );
  });

test('pieces are the text again, whatever the ranges and the part', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(300), ranges, (part, start, found) => {
      const pieces = codePieces(part, start, found);
      expect(pieces.map(({ text }) => text).join('')).toBe(part);
      expect(pieces.every(({ text }) => text !== '')).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('parts are coloured as the whole is', () => {
  const whole = 'abcdefghijklmnopqrstuvwxyz'.repeat(12);
  const letters = (start: number, end: number, found: Uint32Array) =>
    codePieces(whole.slice(start, end), start, found).flatMap(({ text, token }) =>
      Array.from(text, (letter) => `${letter}${token ?? ''}`),
    );
  fc.assert(
    fc.property(ranges, fc.nat(300), (found, cut) => {
      const parts = [...letters(0, cut, found), ...letters(cut, whole.length, found)];
      expect(parts).toEqual(letters(0, whole.length, found));
    }),
    { numRuns: 500 },
  );
});

test('each range is a piece with its colour', () => {
  expect(codePieces('let x = 1', 0, Uint32Array.of(0, 3, 2, 8, 9, 4))).toEqual([
    { text: 'let', token: 'keyword' },
    { text: ' x = ', token: undefined },
    { text: '1', token: 'number' },
  ]);
});

test('a long text is cut behind a line', () => {
  expect(cutAt('short', 10)).toBe(5);
  expect(cutAt('12345678\n'.repeat(10), 20)).toBe(18);
  expect(cutAt('x'.repeat(100), 20)).toBe(20);
  expect(cutAt(`${'x'.repeat(19)}${'😀'.repeat(50)}`, 20)).toBe(19);
});
