import { expect, test } from 'vitest';
import type { SignOfLife } from '../../protocol/openai/events';
import { isSignOfLife, phaseAfter, type Phase } from './phase';

const read = (processed: number, total = 3421): SignOfLife => ({
  type: 'prompt-progress',
  processed,
  total,
});
const ping = (comment = ''): SignOfLife => ({ type: 'keep-alive', comment });

/** What the phase is after each sign, one second apart. */
function phases(signs: readonly SignOfLife[]): Phase[] {
  let phase: Phase = { kind: 'connecting', since: 0 };
  return signs.map((sign, at) => (phase = phaseAfter(phase, sign, (at + 1) * 1_000)));
}

test('llama.cpp reads the prompt: the percent grows, the clock of the phase goes on', () => {
  expect(phases([{ type: 'opened' }, read(0), read(2049), ping(), read(3417), read(3421)])).toEqual(
    [
      { kind: 'opened', since: 1_000 },
      { kind: 'reading', since: 2_000, percent: 0 },
      { kind: 'reading', since: 2_000, percent: 59 },
      { kind: 'reading', since: 2_000, percent: 59 },
      { kind: 'reading', since: 2_000, percent: 99 },
      { kind: 'reading', since: 2_000, percent: 100 },
    ],
  );
});

test('a ping renews the last sign of life, not the clock', () => {
  expect(phases([{ type: 'opened' }, ping(), ping('OPENROUTER PROCESSING')])).toEqual([
    { kind: 'opened', since: 1_000 },
    { kind: 'opened', since: 1_000, signAt: 2_000 },
    { kind: 'opened', since: 1_000, signAt: 3_000 },
  ]);
});

test('a comment that speaks of loading is believed until the prompt is read', () => {
  const [, loading, still, reading] = phases([
    { type: 'opened' },
    ping('loading model'),
    ping(),
    read(10, 100),
  ]);
  expect(loading).toEqual({ kind: 'loading', since: 2_000 });
  expect(still).toEqual(loading);
  expect(reading).toEqual({ kind: 'reading', since: 4_000, percent: 10 });
});

test.each([
  [0, 0, 0],
  [5, -1, 0],
  [200, 100, 100],
])('%d of %d tokens is a percent between 0 and 100', (processed, total, percent) => {
  expect(phaseAfter(undefined, read(processed, total), 5)).toMatchObject({ percent });
});

test('the pieces of an answer are no mere signs of life', () => {
  expect(isSignOfLife({ type: 'opened' })).toBe(true);
  expect(isSignOfLife(ping())).toBe(true);
  expect(isSignOfLife(read(1))).toBe(true);
  expect(isSignOfLife({ type: 'text-delta', text: '' })).toBe(false);
  expect(isSignOfLife({ type: 'finish', reason: 'stop' })).toBe(false);
});
