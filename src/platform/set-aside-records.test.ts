import { expect, test } from 'vitest';
import { createConversationRepository } from './conversation-repository';
import { createSetAside } from './set-aside';
import { createSetAsideRecords } from './set-aside-records';
import { openFresh, putRaw, rawRecords } from './testing/database';
import { conversation, message, provider } from './testing/records';

const clock = { now: () => 0 };

async function setUp() {
  const database = await openFresh();
  const chats = createConversationRepository(database, createSetAside());
  await chats.saveTurn(conversation('c1'), [message('m1', 'c1')]);
  await putRaw(database, 'providers', { ...provider('p1'), v: 1 });
  return { database, records: createSetAsideRecords(database, clock) };
}

test('where every record can be read, none is found', async () => {
  const { records } = await setUp();
  expect([...(await records.find())]).toEqual([]);
});

test('what is damaged, foreign or newer is counted by what it was meant to be', async () => {
  const { database, records } = await setUp();
  const circle: Record<string, unknown> = { id: 'p3' };
  circle['self'] = circle;
  await putRaw(database, 'providers', { ...provider('p2'), v: 99 });
  await putRaw(database, 'providers', circle);
  await putRaw(database, 'conversations', { id: new Date(0), title: 'Odd' });
  await putRaw(database, 'messages', { id: 7, text: new Uint8Array(3) });
  await putRaw(database, 'messages', { ...message('m2', 'gone'), v: 1 });
  await putRaw(database, 'attachments', { id: 'a1', conversationId: 'c1', blob: 'no' });
  await putRaw(database, 'library', { id: 'l1', kind: 'song' });
  await putRaw(database, 'tool-servers', { id: 't1', url: null });
  expect(Object.fromEntries(await records.find())).toEqual({
    provider: 2,
    chat: 1,
    message: 1,
    stray: 1,
    attachment: 1,
    library: 1,
    'tool-server': 1,
  });
});

test('the export has all of them, whatever they hold, and no secret', async () => {
  const { database, records } = await setUp();
  await putRaw(database, 'providers', { id: 'p2', apiKey: 'sk-secret', v: 99, at: new Date(0) });
  await putRaw(database, 'tool-servers', { id: 't1', headers: { 'X-Own': 'hush' } });
  await putRaw(database, 'messages', { id: 'm9', big: 9n, set: new Set([NaN]), text: null });
  await putRaw(database, 'attachments', { id: 'a1', blob: new Uint8Array([1, 2]).buffer });
  await records.find();
  const text = await records.exportAll();
  expect(text).not.toMatch(/sk-secret|hush/);
  expect(JSON.parse(text)).toMatchObject({
    type: 'patchbay-set-aside',
    records: [
      { store: 'providers', key: 'p2', record: { apiKey: '', at: { $date: expect.any(String) } } },
      { record: { big: { $bigint: '9' }, set: { $set: [{ $number: 'NaN' }] }, text: null } },
      { record: { blob: { $bytes: 'AQI=' } } },
      { store: 'tool-servers', record: { headers: {} } },
    ],
  });
});

test('circles and depths are cut in the export', async () => {
  const { database, records } = await setUp();
  const circle: Record<string, unknown> = { id: 'p2' };
  circle['self'] = circle;
  let deep: unknown = 1;
  for (let level = 0; level < 1_000; level += 1) deep = [deep];
  await putRaw(database, 'providers', circle);
  await putRaw(database, 'library', { id: 'l1', deep });
  await records.find();
  const text = await records.exportAll();
  expect(text).toContain('$circle');
  expect(text).toContain('$tooDeep');
});

test('only what was exported is removed, and it comes back as it was', async () => {
  const { database, records } = await setUp();
  await putRaw(database, 'library', { id: 'l1', kind: 'song' });
  await records.find();
  await records.exportAll();
  await putRaw(database, 'library', { id: 'l2', kind: 'song' });
  await records.find();
  const undo = await records.removeExported();
  expect(await rawRecords(database, 'library')).toEqual([{ id: 'l2', kind: 'song' }]);
  expect(await rawRecords(database, 'messages')).toHaveLength(1);
  await undo();
  expect(await rawRecords(database, 'library')).toHaveLength(2);
});
