import { describe, expect, test } from 'vitest';
import { bytesInUse } from '../../lib/testing/bytes-in-use';
import { branchOf, endOfPath, titleFrom, versionsIn, visiblePath } from './conversation';
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

test('of a long question a title keeps no more than itself', () => {
  const before = bytesInUse();
  const titles = Array.from({ length: 20 }, (_, at) =>
    titleFrom(`https://books.example/${String(at)}\n${'word '.repeat(200_000)}`),
  );
  expect(bytesInUse() - before).toBeLessThan(5_000_000);
  expect(titles[3]).toBe('https://books.example/3');
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

describe('a tree of versions', () => {
  const tree = [
    message('q1', null, 1),
    message('a1', 'q1', 2),
    message('q2', 'a1', 3),
    message('a2', 'q2', 4),
    message('a1b', 'q1', 5),
    message('q2b', 'a1', 6),
    message('a2b', 'q2b', 7),
  ];

  test.each([
    [undefined, 'q1 a1b'],
    ['a2', 'q1 a1 q2 a2'],
    ['a1', 'q1 a1 q2b a2b'],
    ['q2', 'q1 a1 q2 a2'],
    ['gone', 'q1 a1b'],
  ])('with the leaf %s the path is %s', (leaf, path) => {
    expect(ids(visiblePath(tree, leaf))).toBe(path);
  });

  test('versions are those of one parent and one role, oldest first', () => {
    const versions = versionsIn(tree);
    expect(ids(versions.get('q2b') ?? [])).toBe('q2 q2b');
    expect(ids(versions.get('a1') ?? [])).toBe('a1 a1b');
    expect(versions.has('q1')).toBe(false);
    expect(versionsIn([message('a1', 'q1', 2), message('q9', 'q1', 1)]).size).toBe(0);
  });

  test('a branch is a message with all that follows from it', () => {
    expect(ids(branchOf(tree, 'a1'))).toBe('a1 q2 a2 q2b a2b');
    expect(ids(branchOf(tree, 'a2'))).toBe('a2');
  });

  test('the end of a chat shows its own branch alone', () => {
    expect(ids(endOfPath(tree.slice(2), 'q2') ?? [])).toBe('q2 a2');
    expect(ids(endOfPath(tree.slice(1), 'a2b') ?? [])).toBe('a1 q2b a2b');
    expect(ids(endOfPath(tree.slice(1)) ?? [])).toBe('a1 q2b a2b');
    expect(endOfPath(tree.slice(2), 'q1')).toBeUndefined();
    expect(endOfPath([])).toBeUndefined();
  });
});
