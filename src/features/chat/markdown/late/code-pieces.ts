import { TOKENS, type Token } from '../../../../core/typeset/types';

/** Text as it is, coloured if it is a token. */
export interface Piece {
  text: string;
  token: Token | undefined;
}

/**
 * A part of some code, which begins at `start` of it, cut at the borders of the ranges that reach into it. Joined, the
 * pieces are the part again.
 */
export function codePieces(part: string, start: number, ranges: Uint32Array): Piece[] {
  const end = start + part.length;
  const pieces: Piece[] = [];
  let done = start;
  const take = (until: number, token?: Token): void => {
    if (until > done) pieces.push({ text: part.slice(done - start, until - start), token });
    done = Math.max(done, until);
  };
  for (let at = firstAfter(ranges, start) * 3; at < ranges.length; at += 3) {
    const from = ranges[at] ?? end;
    if (from >= end) break;
    take(from);
    take(Math.min(end, ranges[at + 1] ?? end), TOKENS[(ranges[at + 2] ?? 0) - 1]);
  }
  take(end);
  return pieces;
}

/** The first range that ends behind `start`: there may be thousands before it. */
function firstAfter(ranges: Uint32Array, start: number): number {
  let low = 0;
  let high = ranges.length / 3;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle * 3 + 1] ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a text is cut into parts of about `size`: behind a line where there is one, never inside a character. */
export function cutAt(text: string, size: number): number {
  if (text.length <= size * 1.5) return text.length;
  const line = text.lastIndexOf('\n', size) + 1;
  if (line > size / 2) return line;
  return /[\ud800-\udbff]/.test(text[size - 1] ?? '') ? size - 1 : size;
}
