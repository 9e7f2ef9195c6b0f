import { expect, test } from 'vitest';
import {
  leaveEverywhere,
  leaveHere,
  readRounds,
  withLeave,
  withRounds,
  withTools,
} from './chat-choices';

const clock = { id: 'builtin:current_time', byDefault: true };
const search = { id: 'mcp:web:search', byDefault: false };
const nothing = { toolsAlways: [], toolsNever: [] };

test('only what differs from the default is kept', () => {
  const off = withTools(undefined, [clock, search], false);
  expect(off).toEqual({ off: [clock.id] });
  expect(withTools(off, [clock, search], true)).toEqual({ on: [search.id] });
  expect(withTools(off, [clock], true)).toBeUndefined();
});

test('a choice for some tools leaves those of others alone', () => {
  const chat = { on: ['mcp:web:fetch'], off: ['builtin:calculator'], rounds: 3 };
  expect(withTools(chat, [clock], false)).toEqual({
    on: ['mcp:web:fetch'],
    off: ['builtin:calculator', clock.id],
    rounds: 3,
  });
});

test('a decision replaces the one before, and taking it back leaves nothing', () => {
  const always = withLeave(undefined, 'a', 'always');
  expect(always).toEqual({ always: ['a'] });
  const never = withLeave(always, 'a', 'never');
  expect(never).toEqual({ never: ['a'] });
  expect(leaveHere('a', never)).toBe('never');
  expect(leaveHere('b', never)).toBeUndefined();
  expect(withLeave(never, 'a', undefined)).toBeUndefined();
});

test('a limit of rounds is the chat’s own until it is taken back', () => {
  expect(withRounds({ on: ['a'] }, 20)).toEqual({ on: ['a'], rounds: 20 });
  expect(withRounds({ rounds: 20 }, undefined)).toBeUndefined();
});

test('everywhere a refusal goes before a leave, and what asks each time is never let through', () => {
  const once = { id: 'a', asks: 'once' } as const;
  expect(leaveEverywhere(once, nothing)).toBe('asks');
  expect(leaveEverywhere({ id: 'a', asks: 'never' }, nothing)).toBe('always');
  expect(leaveEverywhere(once, { ...nothing, toolsAlways: ['a'] })).toBe('always');
  expect(leaveEverywhere(once, { ...nothing, toolsAlways: ['a'], toolsNever: ['a'] })).toBe(
    'never',
  );
  const eachTime = { id: 'a', asks: 'each-time' } as const;
  expect(leaveEverywhere(eachTime, { ...nothing, toolsAlways: ['a'] })).toBe('asks');
});

test('a limit of rounds is read as it is typed, from 1 to 100', () => {
  expect(readRounds(' 12 ')).toBe(12);
  expect(['', '0', '101', '1.5', 'ten', '-1'].map(readRounds)).toEqual(Array(6).fill(undefined));
});
