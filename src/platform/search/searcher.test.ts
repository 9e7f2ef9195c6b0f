import { beforeEach, expect, test } from 'vitest';
import type { Clock, TabEvent } from '../../core/ports';
import type { SearchAnswer } from '../../core/search/types';
import { createConversationRepository } from '../conversation-repository';
import type { Database } from '../database';
import { createSetAside } from '../set-aside';
import { openFresh, putRaw } from '../testing/database';
import { conversation, message } from '../testing/records';
import { createTryLock } from '../try-lock';
import type { FromWorker } from './messages';
import { createSearcher } from './searcher';

// Its waits only keep it from answering too often.
const clock: Clock = {
  now: () => 0,
  after(_ms, run) {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  },
};

let database: Database;
let repository: ReturnType<typeof createConversationRepository>;
let told: FromWorker[];
let publish: (event: TabEvent) => void;

beforeEach(async () => {
  database = await openFresh();
  repository = createConversationRepository(database, createSetAside());
  told = [];
});

function start(own = database) {
  return createSearcher({
    database: own,
    tabs: { publish() {}, subscribe: (listener) => ((publish = listener), () => {}) },
    clock,
    tryLock: createTryLock(undefined),
    tell: (said) => told.push(said),
  });
}

const answers = () =>
  told.flatMap((each): SearchAnswer[] => (each.type === 'answer' ? [each.answer] : []));
const last = () => answers().at(-1);
const titles = () => last()?.hits.map(({ title }) => title.text);
const isReady = () => expect.poll(() => told.some(({ type }) => type === 'ready')).toBe(true);

async function save(id: string, text: string, updatedAt = 1): Promise<void> {
  const head = conversation(id, { title: `Chat ${id}`, updatedAt });
  await repository.saveTurn(head, [message(`m-${id}`, id, { text })]);
}

test('words of any message are found, newest chats first, with the text around them', async () => {
  await save('c1', 'The Zèbra sings', 5);
  await save('c2', 'A zebra crossing', 9);
  await save('c3', 'Nothing', 7);
  const searcher = start();
  await isReady();
  searcher.ask('zebra ');
  await expect.poll(last).toEqual({
    query: 'zebra',
    hits: [
      {
        id: 'c2',
        title: { text: 'Chat c2', marks: [] },
        messages: 1,
        best: { messageId: 'm-c2', snippet: { text: 'A zebra crossing', marks: [[2, 7]] } },
      },
      {
        id: 'c1',
        title: { text: 'Chat c1', marks: [] },
        messages: 1,
        best: { messageId: 'm-c1', snippet: { text: 'The Zèbra sings', marks: [[4, 9]] } },
      },
    ],
    chats: 2,
    messages: 2,
    read: 1,
  });
});

test('of several queries that wait, the last one is answered', async () => {
  await save('c1', 'zebra');
  const searcher = start();
  await isReady();
  for (const query of ['z', 'ze', 'zeb', 'x']) searcher.ask(query);
  await expect.poll(() => last()?.query).toBe('x');
  searcher.ask('zebra');
  await expect.poll(() => last()?.query).toBe('zebra');
  expect(answers().map(({ query }) => query)).toEqual(['x', 'zebra']);
});

test('what was read for the letters before is not read again, until it changes', async () => {
  await save('c1', 'The zebra sings');
  let reads = 0;
  const counted: Database = {
    ...database,
    transact(stores, access, work) {
      if (stores.length === 1 && stores[0] === 'messages' && access === 'readonly') reads += 1;
      return database.transact(stores, access, work);
    },
  };
  const searcher = start(counted);
  await isReady();
  reads = 0;
  for (const query of ['z', 'ze', 'zeb']) {
    searcher.ask(query);
    await expect.poll(() => last()?.query).toBe(query);
  }
  expect(reads).toBe(1);
  expect(last()?.hits[0]?.best?.snippet.text).toBe('The zebra sings');
  await repository.saveMessage(message('m-c1', 'c1', { text: 'The zebra swims' }), 'relaxed');
  publish({ type: 'message-changed', id: 'c1', messageId: 'm-c1' });
  await expect.poll(() => last()?.hits[0]?.best?.snippet.text).toBe('The zebra swims');
});

test('the answer follows what changes: a new turn, more words, another title, a deleted chat', async () => {
  await save('c1', 'zebra', 1);
  const searcher = start();
  searcher.ask('zebra');
  await isReady();
  await expect.poll(titles).toEqual(['Chat c1']);

  await save('c2', 'nothing yet', 2);
  publish({ type: 'conversation-changed', id: 'c2' });
  await repository.saveMessage(message('m-c2', 'c2', { text: 'a zebra now' }), 'relaxed');
  publish({ type: 'message-changed', id: 'c2', messageId: 'm-c2' });
  await expect.poll(titles).toEqual(['Chat c2', 'Chat c1']);

  await repository.saveConversations([conversation('c1', { title: 'Renamed', updatedAt: 3 })]);
  publish({ type: 'conversation-changed', id: 'c1' });
  await expect.poll(titles).toEqual(['Renamed', 'Chat c2']);

  await repository.removeMessages(['m-c2']);
  publish({ type: 'conversation-changed', id: 'c2' });
  await expect.poll(titles).toEqual(['Renamed']);

  await repository.removeConversations(['c1']);
  publish({ type: 'conversation-removed', id: 'c1' });
  await expect.poll(titles).toEqual([]);

  await save('c1', 'the zebra is back', 3);
  publish({ type: 'conversation-changed', id: 'c1' });
  await expect.poll(titles).toEqual(['Chat c1']);
});

test('what changes while everything is read for the first time is known as it is then', async () => {
  for (let at = 0; at < 700; at += 1) await save(`c${at}`, 'zebra', at);
  // The first batch is in memory, and old, when the changes come.
  let reads = 0;
  const slow: Database = {
    ...database,
    async transact(stores, access, work) {
      const result = await database.transact(stores, access, work);
      if (stores.includes('messages')) reads += 1;
      // The keys, and then the first of four batches.
      if (stores.includes('messages') && reads === 2) {
        await save('c0', 'an okapi');
        await repository.removeConversations(['c1']);
        publish({ type: 'conversation-changed', id: 'c0' });
        publish({ type: 'conversation-removed', id: 'c1' });
        await expect.poll(() => reads).toBe(6);
      }
      return result;
    },
  };
  const searcher = start(slow);
  await expect.poll(() => told.some(({ type }) => type === 'ready'), { timeout: 5_000 }).toBe(true);
  searcher.ask('zebra');
  await expect.poll(() => last()?.chats).toBe(698);
  searcher.ask('okapi');
  await expect.poll(titles).toEqual(['Chat c0']);
});

test('a broken record takes nothing along', async () => {
  await save('c1', 'zebra');
  await putRaw(database, 'messages', { id: 'broken', text: 'zebra' });
  await putRaw(database, 'conversations', { id: 'broken', title: 'zebra' });
  const searcher = start();
  await isReady();
  searcher.ask('zebra');
  await expect.poll(titles).toEqual(['Chat c1']);
});

test('storage that fails ends the search, in words', async () => {
  const failing: Database = {
    ...database,
    transact: () => Promise.reject(new Error('Reload this tab.')),
  };
  start(failing);
  await expect.poll(() => told).toEqual([{ type: 'failed', reason: 'Reload this tab.' }]);
});
