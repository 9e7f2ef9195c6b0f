import { expect, test } from 'vitest';
import { titleFrom, toRequestMessages, visiblePath } from './conversation';
import type { Message } from './types';

const message = (id: string, parentId: string | null, createdAt: number, text = id): Message => ({
  id,
  conversationId: 'c',
  parentId,
  role: id.startsWith('q') ? 'user' : 'assistant',
  createdAt,
  text,
  reasoning: 'never sent',
  toolCalls: [],
  status: 'done',
});
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id).join(' ');

test.each([
  ['Plan a trip', 'Plan a trip'],
  ['\n\n# Plan a trip\nwith friends', 'Plan a trip'],
  ['   ', 'New chat'],
  ['```\ncode here\n```', 'code here'],
])('the title of %j is %j', (text, title) => {
  expect(titleFrom(text)).toBe(title);
});

test('a long first line is cut at a word', () => {
  const title = titleFrom('word '.repeat(40));
  expect(title.length).toBeLessThanOrEqual(61);
  expect(title).toMatch(/word…$/);
});

test('an emoji is not cut in half', () => {
  expect(titleFrom('👩‍💻'.repeat(80))).not.toContain('\ufffd');
});

test('at a fork the newest answer is on screen', () => {
  const messages = [
    message('q1', null, 1),
    message('a1', 'q1', 2),
    message('q2', 'a1', 3),
    message('a1b', 'q1', 9),
  ];
  expect(ids(visiblePath(messages))).toBe('q1 a1b');
});

test('a message whose parent is gone is still reachable', () => {
  expect(ids(visiblePath([message('q1', 'lost', 1), message('a1', 'q1', 2)]))).toBe('q1 a1');
});

test('a message that is lost takes nothing along, neither above nor below', () => {
  const messages = [
    message('q1', null, 1),
    message('a1', 'q1', 2),
    message('a2', 'lost', 4),
    message('q3', 'a2', 5),
  ];
  expect(ids(visiblePath(messages))).toBe('q1 a1 a2 q3');
});

test('a ring of parents ends', () => {
  expect(visiblePath([message('q1', 'a1', 1), message('a1', 'q1', 2)])).toEqual([]);
});

test('reasoning and empty answers are not sent', () => {
  const path = [message('q1', null, 1, 'Hi'), message('a1', 'q1', 2, ' ')];
  expect(toRequestMessages(path)).toEqual([{ role: 'user', content: 'Hi' }]);
});
