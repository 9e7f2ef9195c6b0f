import { expect, test } from 'vitest';
import type { ToolResult } from '../../../core/chat/types';
import { callNews, callPhase, callWords, resultLine, type CallFacts } from './call-words';

const result: ToolResult = { status: 'done', text: '12:00', startedAt: 1_000, finishedAt: 1_240 };
const facts: CallFacts = { call: {}, status: 'done', state: undefined, isTurnRunning: true };
const words = (more: Partial<CallFacts>, now = 0): string =>
  callWords(callPhase({ ...facts, ...more }), now);

test('a call is written, waits for its turn, runs with a clock, and is done', () => {
  expect(words({ status: 'streaming' })).toBe('being written');
  expect(words({})).toBe('waits for its turn');
  expect(words({ state: { kind: 'runs', since: 1_000 } }, 4_900)).toBe('running, 3\u202fs');
  expect(words({ call: { result } })).toBe('done in 240\u202fms');
});

test('a result is the last word, whatever else is said of the call', () => {
  expect(words({ call: { result }, state: { kind: 'runs', since: 0 } })).toBe(
    'done in 240\u202fms',
  );
});

test('each way to end has its words', () => {
  const ended = (status: ToolResult['status']): string =>
    words({ call: { result: { ...result, status } } });
  expect(ended('failed')).toBe('failed after 240\u202fms');
  expect(ended('denied')).toBe('not allowed');
  expect(ended('stopped')).toBe('stopped after 240\u202fms');
});

test('what nobody runs any more did not run, nor what its model never finished', () => {
  expect(words({ isTurnRunning: false })).toBe('not run');
  expect(words({ status: 'interrupted' })).toBe('not run');
});

test('a screen reader hears of questions and ends, and of nothing else', () => {
  const news = (more: Partial<CallFacts>): string | undefined =>
    callNews('clock', callPhase({ ...facts, ...more }));
  expect(news({ status: 'streaming' })).toBeUndefined();
  expect(news({ state: { kind: 'runs', since: 0 } })).toBeUndefined();
  expect(news({ call: { result } })).toBe('clock is done.');
  expect(news({ call: { result: { ...result, status: 'denied' } } })).toBe(
    'clock was not allowed.',
  );
});

test('a result is summed up by its beginning, in one line', () => {
  expect(resultLine('  a\n\n  b ')).toBe('a b');
  expect(resultLine('x'.repeat(10_000_000))).toBe(`${'x'.repeat(160)}…`);
  expect(resultLine(`a${' '.repeat(1_000)}b`)).toBe('a…');
});
