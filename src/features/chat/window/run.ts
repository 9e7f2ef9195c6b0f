import type { Heights } from './heights';

/** The messages from `from` to `to`, both with it. */
export interface Run {
  from: number;
  to: number;
}

export interface View {
  /** Where the view begins, from the top of the first message. */
  top: number;
  height: number;
}

/** Up to so many messages are mounted whole: the browser's own find and a screen reader see all of them. */
export const WHOLE = 50;
/** On either side of the view, in views: a page up or down, or a fling's frame, lands on what is there already. */
const OVERSCAN = 1;
const LEAST_OVERSCAN = 600;
/** While the end is followed, the whole may grow or shrink by so much before the run is worked out anew. */
export const SLACK = LEAST_OVERSCAN / 2;

/** The run of messages that are seen in a view. */
export function runIn(heights: Heights, { top, height }: View): Run {
  return { from: heights.at(top), to: heights.at(top + height) };
}

/** The run of messages that belongs in the page for a view. */
export function runFor(heights: Heights, { top, height }: View): Run {
  if (heights.count <= WHOLE) return { from: 0, to: heights.count - 1 };
  const more = Math.max(LEAST_OVERSCAN, height * OVERSCAN);
  return { from: heights.at(top - more), to: heights.at(top + height + more) };
}

/** The run and the single ones that must stay, in order, each once. */
export function mountedAt({ from, to }: Run, kept: readonly number[]): number[] {
  const outside = [...new Set(kept)].filter((at) => at < from || at > to).sort((a, b) => a - b);
  const run = Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);
  const after = outside.findIndex((at) => at > to);
  const before = after < 0 ? outside : outside.slice(0, after);
  return [...before, ...run, ...(after < 0 ? [] : outside.slice(after))];
}

/** The empty room before each mounted message, and below the last one. */
export function gaps(
  heights: Heights,
  mounted: readonly number[],
): { before: number[]; rest: number } {
  let end = 0;
  const before = mounted.map((at) => {
    const top = heights.top(at);
    const gap = top - end;
    end = top + heights.of(at);
    return gap;
  });
  return { before, rest: heights.top(heights.count) - end };
}
