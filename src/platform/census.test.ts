import { expect, test } from 'vitest';
import { createCensus } from './census';
import { openFresh, putRaw } from './testing/database';
import { conversation, message } from './testing/records';

const idle = async () => {};

async function fill(messages: number) {
  const database = await openFresh();
  await putRaw(database, 'conversations', conversation('c1'));
  await putRaw(database, 'conversations', conversation('c2'));
  await database.transact(['messages'], 'relaxed', (transaction) => {
    const store = transaction.objectStore('messages');
    for (let i = 0; i < messages; i++) {
      // Of every ten one, the longer ones, is the second chat's.
      const chat = i % 10 === 0 ? 'c2' : 'c1';
      store.put(message(`m${i}`, chat, { text: 'x'.repeat(chat === 'c2' ? 2_000 : 10) }));
    }
  });
  return database;
}

test('every message is weighed once, in slices that grow and shrink with what they cost', async () => {
  const database = await fill(1_000);
  let slow = 0;
  // Every third look at the clock is late.
  const now = () => (slow += slow % 3 === 2 ? 50 : 1);
  for (const clock of [undefined, now]) {
    const census = await createCensus({ database, idle, ...(clock && { now: clock }) })(
      new AbortController().signal,
    );
    expect(census.chats.map(({ id, messages }) => [id, messages])).toEqual([
      ['c2', 100],
      ['c1', 900],
    ]);
    expect(census.chats[0]?.textBytes).toBeGreaterThan(100 * 2_000);
    expect(census.attachments).toBe(0);
  }
});

test('between slices others write, and a census that nobody wants any more stops', async () => {
  const database = await fill(100);
  const controller = new AbortController();
  let moments = 0;
  const census = createCensus({
    database,
    idle: async () => {
      await putRaw(database, 'settings', 1, 'between');
      if (++moments === 2) controller.abort();
    },
  });
  await expect(census(controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(moments).toBe(2);
});
