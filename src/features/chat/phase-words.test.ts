import { describe, expect, test } from 'vitest';
import type { Phase } from '../../core/chat/phase';
import { phaseWords } from './phase-words';

const facts = { where: 'LM Studio', isUnloaded: false };
const say = (phase: Phase, now: number, isUnloaded = false) =>
  // Thin spaces are seen in one test, and plain ones read better in the others.
  phaseWords(phase, { ...facts, isUnloaded }, now).replaceAll('\u202f', ' ');

test('numbers stand before narrow spaces, which do not break', () => {
  const words = phaseWords({ kind: 'reading', since: 0, percent: 38 }, facts, 12_900);
  expect(words).toBe('Reading the prompt, 38\u202f%, 12\u202fs');
});

describe('the clock', () => {
  test('is the phase’s own, and silent in its first second', () => {
    const phase = { kind: 'reading', since: 60_000, percent: 0 } as const;
    expect(say(phase, 60_999)).toBe('Reading the prompt, 0 %');
    expect(say(phase, 61_000)).toBe('Reading the prompt, 0 %, 1 s');
    expect(say(phase, 185_000)).toBe('Reading the prompt, 0 %, 2 min 5 s');
  });

  test('that lags behind the phase shows nothing', () => {
    expect(say({ kind: 'connecting', since: 5_000 }, 4_200)).toBe('Connecting to LM Studio');
  });
});

test('before the headers: connecting, and after a while that nothing came', () => {
  const phase = { kind: 'connecting', since: 0 } as const;
  expect(say(phase, 4_000)).toBe('Connecting to LM Studio, 4 s');
  expect(say(phase, 5_000)).toBe('No answer from LM Studio yet, 5 s');
});

test('a silent server whose model is not in memory may be loading it', () => {
  const loading = 'LM Studio may be loading the model; it tells nothing meanwhile, 14 s';
  expect(say({ kind: 'connecting', since: 0 }, 4_000, true)).toBe('Connecting to LM Studio, 4 s');
  expect(say({ kind: 'connecting', since: 0 }, 14_000, true)).toBe(loading);
  expect(say({ kind: 'opened', since: 0 }, 14_000, true)).toBe(loading);
  expect(say({ kind: 'opened', since: 0, signAt: 9_000 }, 14_000, true)).not.toContain('loading');
});

test('after the headers: the first token, and when the server last gave a sign', () => {
  expect(say({ kind: 'opened', since: 0 }, 65_000)).toBe('Waiting for the first token, 1 min 5 s');
  expect(say({ kind: 'opened', since: 0, signAt: 60_000 }, 65_000)).toBe(
    'Waiting for the first token, 1 min 5 s. LM Studio is there: it gave a sign 5 s ago.',
  );
});

test('a full house, a server that says that it loads, and a rate limit', () => {
  expect(say({ kind: 'queued', since: 0 }, 3_000)).toMatch(
    /^Waiting for a free connection, 3 s\. Six answers from LM Studio are under way/,
  );
  expect(say({ kind: 'loading', since: 0 }, 3_000)).toBe('LM Studio is loading the model, 3 s');
  expect(say({ kind: 'rate-limited', until: 9_000 }, 3_000)).toBe(
    'Keeping to the provider’s rate limit, 6 s to go',
  );
  expect(say({ kind: 'rate-limited', until: 3_000 }, 9_000)).toContain(', 0 s to go');
});
