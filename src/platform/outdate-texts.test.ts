import { beforeEach, expect, test } from 'vitest';
import { createBackupTarget } from './backup-target';
import { createConversationRepository } from './conversation-repository';
import type { Database } from './database';
import { bucketOf, BUCKETS } from './outdate-texts';
import { createSetAside } from './set-aside';
import { openFresh, putRaw, rawRecords } from './testing/database';
import { conversation, message } from './testing/records';

let database: Database;
let repository: ReturnType<typeof createConversationRepository>;

beforeEach(async () => {
  database = await openFresh();
  repository = createConversationRepository(database, createSetAside());
  for (const id of ['c1', 'c2']) {
    await repository.saveTurn(conversation(id), [message(`m-${id}`, id)]);
    await putRaw(database, 'texts', { id: bucketOf(id), v: 1, chats: [id] });
  }
});

const written = message('m-c1', 'c1', { text: 'Another' });
const target = () => createBackupTarget(database);
const restore = (value: unknown) =>
  target().change('messages', ['m-c1'], () => [{ key: 'm-c1', value }]);
const restoreHead = (value: unknown) =>
  target().change('conversations', ['c1'], () => [{ key: 'c1', value }]);
const renamed = conversation('c1', { title: 'Renamed' });

/** Every way to write chats and messages, each of c1. */
const writes: [string, () => Promise<unknown>][] = [
  ['a turn', () => repository.saveTurn(conversation('c1'), [message('m2', 'c1')])],
  ['an answer that grows', () => repository.saveMessage(written, 'relaxed')],
  [
    'a changed message',
    () => repository.changeChats(['c1'], { messages: { ids: ['m-c1'], change: () => written } }),
  ],
  [
    'an added message',
    () => repository.changeChats(['c1'], { head: (head) => head, add: [message('m2', 'c1')] }),
  ],
  ['a deleted message', () => repository.removeMessages(['m-c1', 'gone'])],
  ['a deleted chat', () => repository.removeConversations(['c1'])],
  ['another title', () => repository.saveConversations([renamed])],
  ['a changed head', () => repository.changeChats(['c1'], { head: () => renamed })],
  ['a restored message', () => restore(written)],
  ['a restored message that is undone', () => restore(undefined)],
  ['a restored chat', () => restoreHead(renamed)],
  ['a restored chat that is undone', () => restoreHead(undefined)],
];

test.each(writes)('%s outdates what is kept of its chat, and of no other', async (_, write) => {
  await write();
  expect(await rawRecords(database, 'texts')).toEqual([
    { id: bucketOf('c2'), v: 1, chats: ['c2'] },
    { id: bucketOf('c1'), mark: expect.any(Number) },
  ]);
});

test('every write has a mark of its own', async () => {
  await repository.saveMessage(written, 'relaxed');
  const [, first] = await rawRecords(database, 'texts');
  await repository.saveMessage(written, 'relaxed');
  const [, second] = await rawRecords(database, 'texts');
  expect(second).not.toEqual(first);
});

test('a checkpoint of a message that is gone outdates nothing', async () => {
  await repository.saveMessage(message('m-c3', 'c3'), 'relaxed');
  expect(await rawRecords(database, 'texts')).toMatchObject([{ v: 1 }, { v: 1 }]);
});

test('chats lie in all buckets, some forty of 10,000 in each', () => {
  const counts = new Map<number, number>();
  for (let at = 0; at < 10_000; at += 1) {
    const bucket = bucketOf(crypto.randomUUID());
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  expect(counts.size).toBe(BUCKETS);
  expect(Math.max(...counts.values())).toBeLessThan(100);
});
