import { beforeEach, expect, test } from 'vitest';
import type { Clock, TabEvent } from '../../core/ports';
import { createChatIndex } from '../../core/search/chat-index';
import { createConversationRepository } from '../conversation-repository';
import type { Database } from '../database';
import { bucketOf } from '../outdate-texts';
import { createSetAside } from '../set-aside';
import { openFresh, putRaw, rawRecords } from '../testing/database';
import { conversation, message } from '../testing/records';
import { createTryLock } from '../try-lock';
import { keepIndex } from './keep-index';

// Its waits only keep it from writing too often.
const clock: Pick<Clock, 'after'> = {
  after(_ms, run) {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  },
};

let database: Database;
let repository: ReturnType<typeof createConversationRepository>;
/** To the tab that was started last. */
let publish: (event: TabEvent) => void;

beforeEach(async () => {
  database = await openFresh();
  repository = createConversationRepository(database, createSetAside());
});

/** The worker of one tab; `reads` counts its transactions over messages. */
async function start({ isKeeping = true, own = database, after = clock.after } = {}) {
  const index = createChatIndex();
  let reads = 0;
  const counted: Database = {
    ...own,
    transact(stores, access, work) {
      if (stores.includes('messages')) reads += 1;
      return own.transact(stores, access, work);
    },
  };
  const { ready } = keepIndex(index, {
    database: counted,
    tabs: { publish() {}, subscribe: (listener) => ((publish = listener), () => {}) },
    clock: { after },
    tryLock: isKeeping ? createTryLock(undefined) : async () => false,
    onChange() {},
    onFailed: (error) => expect.unreachable(String(error)),
  });
  await ready;
  return {
    reads: () => reads,
    found: (word: string) =>
      index
        .find([word], 500)
        .chats.map(({ id }) => id)
        .toSorted()
        .join(' '),
  };
}

async function save(id: string, text: string): Promise<void> {
  await repository.saveTurn(conversation(id), [message(`m-${id}`, id, { text })]);
}

const CHATS = Array.from({ length: 10 }, (_, at) => `c${at}`);

/** What is kept, as `c1: zebra`, `c1!` where it is too long, or `c1?` for the mark of where it would lie. */
const kept = async () =>
  (await rawRecords(database, 'texts'))
    .flatMap((record) => {
      const { id, chats, left } = record as {
        id: number;
        chats?: { id: string; texts: string[] }[];
        left?: string[];
      };
      const marked = CHATS.filter((chat) => bucketOf(chat) === id).map((chat) => `${chat}?`);
      if (!chats) return marked;
      return [
        ...chats.map((chat) => `${chat.id}: ${chat.texts.join()}`),
        ...(left ?? []).map((chat) => `${chat}!`),
      ];
    })
    .toSorted();

/** A chat that lies where this one does. */
function besides(id: string): string {
  for (let at = 10; ; at += 1) if (bucketOf(`c${at}`) === bucketOf(id)) return `c${at}`;
}

test('the second start reads no message', async () => {
  await save('c1', 'Zebra');
  await save('c2', 'Okapi');
  const first = await start();
  expect([first.found('zebra'), first.reads()]).toEqual(['c1', 2]);
  await expect.poll(kept).toEqual(['c1: zebra', 'c2: okapi']);
  const second = await start();
  expect([second.found('zebra'), second.found('okapi'), second.reads()]).toEqual(['c1', 'c2', 0]);
});

test('what was written since, in any tab, is read anew, and nothing else', async () => {
  for (let at = 0; at < 9; at += 1) await save(`c${at}`, 'zebra');
  await start();
  await expect.poll(kept).not.toContain('c8?');
  await save('c3', 'okapi');
  await save('c9', 'okapi');
  await repository.removeConversations(['c5']);
  const next = await start();
  expect(next.found('okapi')).toBe('c3 c9');
  expect(next.found('zebra')).toBe('c0 c1 c2 c4 c6 c7 c8');
  expect(next.reads()).toBe(2);
  // Of a chat that is gone nothing stays.
  await expect.poll(kept).toContain('c9: okapi');
  expect((await kept()).filter((line) => /c5: |\?/.test(line) && line !== 'c5?')).toEqual([]);
});

test('what changes while the tab is open is found, and kept when it is quiet again', async () => {
  await save('c1', 'zebra');
  await start();
  await expect.poll(kept).toEqual(['c1: zebra']);
  const { found } = await start();
  await repository.saveMessage(message('m-c1', 'c1', { text: 'okapi' }), 'relaxed');
  expect(await kept()).toEqual(['c1?']);
  publish({ type: 'message-changed', id: 'c1', messageId: 'm-c1' });
  await expect.poll(() => found('okapi')).toBe('c1');
  await expect.poll(kept).toEqual(['c1: okapi']);
});

test('what changes while all that is kept is read is known as it is then', async () => {
  await save('c1', 'zebra');
  await save('c2', 'zebra');
  await start();
  await expect.poll(kept).toEqual(['c1: zebra', 'c2: zebra']);
  let [ofTexts, ofMessages] = [0, 0];
  const slow: Database = {
    ...database,
    async transact(stores, access, work) {
      const result = await database.transact(stores, access, work);
      if (stores.includes('messages')) ofMessages += 1;
      if (stores.includes('texts')) ofTexts += 1;
      // The keys, and then what is kept.
      if (stores.includes('texts') && ofTexts === 2) {
        await save('c1', 'okapi');
        await repository.removeConversations(['c2']);
        publish({ type: 'conversation-changed', id: 'c1' });
        publish({ type: 'conversation-removed', id: 'c2' });
        await expect.poll(() => ofMessages).toBe(1);
      }
      return result;
    },
  };
  const { found } = await start({ own: slow });
  expect([found('zebra'), found('okapi')]).toEqual(['', 'c1']);
});

test('what a tab has read is not kept once another one has written', async () => {
  await save('c1', 'zebra');
  // The message is in memory when the other tab writes.
  let isWritten = false;
  const slow: Database = {
    ...database,
    async transact(stores, access, work) {
      if (stores.includes('texts') && access !== 'readonly' && !isWritten) {
        isWritten = true;
        await repository.saveMessage(message('m-c1', 'c1', { text: 'okapi' }), 'relaxed');
      }
      return database.transact(stores, access, work);
    },
  };
  await start({ own: slow });
  await expect.poll(() => isWritten).toBe(true);
  const { found } = await start({ isKeeping: false });
  expect([found('zebra'), found('okapi')]).toEqual(['', 'c1']);
  expect(await kept()).toEqual(['c1?']);
});

test('another branch on screen, and another title, are read anew', async () => {
  await repository.saveTurn(conversation('c1', { leafId: 'm2' }), [
    message('m1', 'c1', { text: 'question' }),
    message('m2', 'c1', { text: 'zebra', parentId: 'm1', createdAt: 2 }),
    message('m3', 'c1', { text: 'okapi', parentId: 'm1', createdAt: 3 }),
  ]);
  await start();
  await expect.poll(kept).toEqual(['c1: zebra,question']);
  await repository.saveConversations([conversation('c1', { leafId: 'm3', title: 'Gnu' })]);
  const { found } = await start();
  expect([found('zebra'), found('okapi'), found('gnu')]).toEqual(['', 'c1', 'c1']);
  await expect.poll(kept).toEqual(['c1: okapi,question']);
});

test('a long chat is not kept, and what was not kept by this version is made anew', async () => {
  await save('c1', 'zebra '.repeat(200_000));
  await save('c2', 'zebra');
  await save('c3', 'zebra');
  const other = { title: '', updatedAt: 1, ids: ['m'] };
  const put = (id: string, v: number, texts: unknown[]) =>
    putRaw(database, 'texts', {
      id: bucketOf(id),
      v,
      chats: [{ ...other, id, texts }],
      left: [],
    });
  await put('c2', 2, ['okapi']);
  await put('c3', 1, [7]);
  const { found } = await start();
  expect([found('zebra'), found('okapi')]).toEqual(['c1 c2 c3', '']);
  await expect.poll(kept).toEqual(['c1!', 'c2: zebra', 'c3: zebra']);
  expect((await start()).found('zebra')).toBe('c1 c2 c3');
});

test('a write outdates those beside its chat too, and they are kept with it again', async () => {
  const beside = besides('c1');
  await save('c1', 'zebra');
  await save(beside, 'okapi');
  await start();
  await expect.poll(kept).toEqual(['c1: zebra', `${beside}: okapi`]);
  await save('c1', 'gnu');
  expect(await kept()).toEqual(['c1?']);
  const { found } = await start();
  expect([found('gnu'), found('okapi'), found('zebra')]).toEqual(['c1', beside, '']);
  await expect.poll(kept).toEqual(['c1: gnu', `${beside}: okapi`]);
});

test('what another tab wrote and did not tell of is not kept as it was before', async () => {
  const beside = besides('c1');
  await save('c1', 'zebra');
  await save(beside, 'okapi');
  await start();
  await expect.poll(kept).toEqual(['c1: zebra', `${beside}: okapi`]);
  const { found } = await start();
  await save('c1', 'gnu');
  await save(beside, 'tapir');
  publish({ type: 'conversation-changed', id: beside });
  await expect.poll(kept).toEqual(['c1: gnu', `${beside}: tapir`]);
  expect(found('gnu')).toBe('c1');
});

test('what an import brings is kept by the next start', async () => {
  await save('c1', 'zebra');
  let keep = (): void => {};
  const first = await start({
    after(ms, run) {
      // Nothing is quiet until this test says so.
      if (ms < 1000) return clock.after(ms, run);
      keep = run;
      return () => {};
    },
  });
  const ids = Array.from({ length: 100 }, (_, at) => `i${at}`);
  for (const id of ids) await save(id, 'okapi');
  for (const id of ids) publish({ type: 'conversation-changed', id });
  await expect.poll(() => first.found('okapi').split(' ').length).toBe(100);
  keep();
  await expect.poll(kept).toContain('c1: zebra');
  expect((await kept()).filter((line) => line.includes('okapi'))).toEqual([]);
  const next = await start();
  expect(next.found('okapi').split(' ')).toHaveLength(100);
  await expect.poll(async () => (await kept()).length).toBe(101);
});

test('where nothing can be kept, everything is found all the same', async () => {
  await save('c1', 'zebra');
  const full: Database = {
    ...database,
    transact: (stores, access, work) =>
      access === 'readonly'
        ? database.transact(stores, access, work)
        : Promise.reject(new Error('The disk is full.')),
  };
  const { found } = await start({ own: full });
  expect(found('zebra')).toBe('c1');
});
