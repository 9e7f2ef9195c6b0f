import { expect, test } from 'vitest';
import type { ChatTools } from '../chat/types';
import type { Limit } from '../models/types';
import { approvalOf, decided, decidedHere, decisionFor } from './approval';
import { isToolOn } from './is-tool-on';
import { someTool } from './testing/some-tool';
import type { Tool } from './types';

const id = 'builtin:time';
const settings = { toolsAlways: [], toolsNever: [] };

test.each<[string, boolean, ChatTools | undefined, boolean, boolean]>([
  ['by itself', true, undefined, true, true],
  ['off by itself', false, {}, true, false],
  ['not in new chats', true, undefined, false, false],
  ['chosen', false, { on: [id] }, false, true],
  ['switched off', true, { off: [id] }, true, false],
])('%s', (_, onByDefault, chat, tools, isOn) => {
  expect(isToolOn(someTool('time', { onByDefault }), chat, { tools })).toBe(isOn);
});

test.each<[Tool['asks'], ChatTools, Partial<typeof settings> | object, string]>([
  ['never', {}, {}, 'run'],
  ['once', {}, {}, 'ask'],
  ['each-time', {}, {}, 'ask'],
  ['once', {}, { toolsAlways: [id] }, 'run'],
  ['never', {}, { toolsNever: [id] }, 'refuse'],
  ['once', { never: [id] }, { toolsAlways: [id] }, 'refuse'],
  ['once', { always: [id] }, { toolsNever: [id] }, 'run'],
  ['each-time', { always: [id] }, { toolsAlways: [id] }, 'ask'],
  ['each-time', { never: [id] }, {}, 'refuse'],
  ['once', { always: ['builtin:other'] }, {}, 'ask'],
])('a tool that asks %s, with %j here and %j everywhere: %s', (asks, chat, everywhere, way) => {
  expect(approvalOf(someTool('time', { asks }), chat, { ...settings, ...everywhere })).toBe(way);
});

test('what is asked each time is allowed once at most', () => {
  expect(decisionFor({ asks: 'each-time' }, 'always')).toBe('once');
  expect(decisionFor({ asks: 'each-time' }, 'always-here')).toBe('once');
  expect(decisionFor({ asks: 'each-time' }, 'never')).toBe('never');
  expect(decisionFor({ asks: 'once' }, 'always')).toBe('always');
});

test('the later decision counts, and the others stay', () => {
  const chat = { on: ['x'], always: ['x', id] };
  expect(decidedHere(chat, id, 'never-here')).toEqual({ on: ['x'], always: ['x'], never: [id] });
  expect(decidedHere(undefined, id, 'always-here')).toEqual({ always: [id], never: [] });
  expect(decided({ ...settings, toolsNever: [id] }, id, 'always')).toEqual({
    ...{ toolsAlways: [id], toolsNever: [] },
  });
});

test('in a window that is known to be small a tool is on only by the word of the chat', () => {
  const tool = someTool('time', { onByDefault: true });
  const isOn = (window: Limit, chat?: ChatTools) => isToolOn(tool, chat, { tools: true }, window);
  expect(isOn({ tokens: 2_048, source: 'learned' })).toBe(false);
  expect(isOn({ tokens: 2_048, source: 'learned' }, { on: [tool.id] })).toBe(true);
  expect(isOn({ tokens: 2_048, source: 'default' })).toBe(true);
  expect(isOn({ tokens: 4_096, source: 'learned' })).toBe(true);
});
