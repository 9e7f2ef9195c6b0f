import { beforeEach, expect, test } from 'vitest';
import { createBackupTarget } from './backup-target';
import { createConversationRepository } from './conversation-repository';
import type { Database } from './database';
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
    await putRaw(database, 'texts', { id, v: 1, ids: [`m-${id}`], texts: ['hello'] });
  }
});

const written = message('m-c1', 'c1', { text: 'Another' });
const target = () => createBackupTarget(database);
const change = (decide: () => { key: string; value: unknown }[]) =>
  target().change('messages', ['m-c1'], decide);

/** Every way to write messages, each of one that belongs to c1. */
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
  ['a restored message', () => change(() => [{ key: 'm-c1', value: written }])],
  ['a restore that is undone', () => change(() => [{ key: 'm-c1', value: undefined }])],
];

test.each(writes)('%s outdates what is kept of its chat, and of no other', async (_, write) => {
  await write();
  expect(await rawRecords(database, 'texts')).toEqual([
    { id: 'c1', mark: expect.any(Number) },
    { id: 'c2', v: 1, ids: ['m-c2'], texts: ['hello'] },
  ]);
});

test('every write has a mark of its own', async () => {
  await repository.saveMessage(written, 'relaxed');
  const [first] = await rawRecords(database, 'texts');
  await repository.saveMessage(written, 'relaxed');
  const [second] = await rawRecords(database, 'texts');
  expect(second).not.toEqual(first);
});

test('a title, or a checkpoint of a chat that is gone, outdates nothing', async () => {
  await repository.saveConversations([conversation('c1', { title: 'Renamed' })]);
  await repository.changeChats(['c1'], { head: (head) => ({ ...head, pinned: true }) });
  await repository.saveMessage(message('m-c3', 'c3'), 'relaxed');
  expect(await rawRecords(database, 'texts')).toMatchObject([{ id: 'c1', v: 1 }, { id: 'c2' }]);
});
