import { expect, test } from 'vitest';
import { createCountNewMessages } from './new-messages';
import { createNotes } from './notes';
import { openFresh, putRaw } from './testing/database';
import { conversation, message } from './testing/records';

test('messages since a time are counted, also those in chats that began before it', async () => {
  const database = await openFresh();
  await putRaw(database, 'conversations', conversation('old', { updatedAt: 10 }));
  await putRaw(database, 'conversations', conversation('goes on', { updatedAt: 30 }));
  for (const [id, chat, createdAt] of [
    ['a', 'old', 9],
    ['b', 'old', 10],
    ['c', 'goes on', 10],
    ['d', 'goes on', 20],
    ['e', 'goes on', 25],
    ['f', 'goes on', 30],
  ] as const)
    await putRaw(database, 'messages', message(id, chat, { createdAt }));
  const count = createCountNewMessages(database);
  expect(await count(undefined)).toEqual({ count: 6, oldestChange: 10 });
  expect(await count(20)).toEqual({ count: 2, oldestChange: 10 });
  expect(await count(30)).toEqual({ count: 0, oldestChange: 10 });
});

test('an empty profile has no new messages', async () => {
  const count = createCountNewMessages(await openFresh());
  expect(await count(undefined)).toEqual({ count: 0, oldestChange: undefined });
});

test('notes are kept, each under its key, beside the settings', async () => {
  for (const database of [await openFresh(), undefined]) {
    const notes = createNotes(database);
    await notes.write('a', { at: 1 });
    await notes.write('b', 2);
    expect([await notes.read('a'), await notes.read('b'), await notes.read('c')]).toEqual([
      { at: 1 },
      2,
      undefined,
    ]);
  }
});
