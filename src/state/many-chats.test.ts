import { createRenderEffect, createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import type { Message } from '../core/chat/types';
import { createConversations } from './conversations';
import {
  alwaysIdle,
  fakeClock,
  fakeConversationRepository,
  fakeLocks,
  linkedTabs,
  settle,
} from './testing/fakes';

/** Two tabs over one storage with so many chats of one message each; `c0` is the oldest. */
async function tabs(count: number) {
  const stored = fakeConversationRepository();
  const ids = Array.from({ length: count }, (_, at) => `c${at}`);
  const heads = ids.map((id, at) => ({ id, title: id, createdAt: at, updatedAt: at }));
  const messages = ids.map((id, at): Message => {
    const said = { role: 'user', createdAt: at, text: id, reasoning: '', status: 'done' } as const;
    return { id: `m-${id}`, conversationId: id, parentId: null, toolCalls: [], ...said };
  });
  await stored.repository.saveConversations(heads, messages);
  const transactions: string[] = [];
  const { changeChats, saveConversations, removeConversations } = stored.repository;
  const repository: typeof stored.repository = {
    ...stored.repository,
    changeChats: (...given) => (transactions.push('save'), changeChats(...given)),
    saveConversations: (...given) => (transactions.push('save'), saveConversations(...given)),
    removeConversations: (...given) => (transactions.push('remove'), removeConversations(...given)),
  };
  const newTab = linkedTabs();
  const locks = fakeLocks();
  const open = async (own = {}) => {
    const { attachments } = stored;
    const tools = { attachments, tabs: newTab(), locks, clock: fakeClock(), idle: alwaysIdle };
    const tab = createRoot(() =>
      createConversations({ ...tools, repository: { ...repository, ...own } }),
    );
    await tab.ready;
    return tab;
  };
  return { ...stored, ids, transactions, open };
}

test('many chats change in few transactions, and the other tab hears of each', async () => {
  const { ids, heads, transactions, open } = await tabs(450);
  const [one, two] = [await open(), await open()];
  await one.change(ids, { folder: 'Work' });
  expect(transactions).toEqual(['save', 'save', 'save']);
  expect([...heads.values()].every(({ folder }) => folder === 'Work')).toBe(true);
  await settle();
  expect(two.heads.every(({ id }) => two.get(id)?.folder === 'Work')).toBe(true);
  expect(one.heads.map(({ id }) => id)).toEqual([...ids].reverse());
});

test('many chats are removed, and one Undo brings all back with their messages, in their places', async () => {
  const { ids, heads, messages, transactions, open } = await tabs(450);
  const [one, two] = [await open(), await open()];
  const gone = ids.slice(10);
  const undo = await one.remove(gone);
  expect(transactions).toHaveLength(3);
  expect([heads.size, messages.size, one.heads.length]).toEqual([10, 10, 10]);
  await settle();
  expect(two.heads).toHaveLength(10);
  await undo();
  await settle();
  expect([heads.size, messages.size]).toEqual([450, 450]);
  for (const tab of [one, two]) expect(tab.heads.map(({ id }) => id)).toEqual([...ids].reverse());
});

test('when the storage fails half-way, what was removed is back', async () => {
  const { ids, heads, messages, repository, open } = await tabs(450);
  let count = 0;
  const tab = await open({
    async removeConversations(some: readonly string[]) {
      count += 1;
      if (count === 2) throw new Error('The disk is gone.');
      await repository.removeConversations(some);
    },
  });
  await expect(tab.remove(ids)).rejects.toThrow('The disk is gone.');
  expect([heads.size, messages.size, tab.heads.length]).toEqual([450, 450, 450]);
});

test('a pin, a folder or the archive re-runs the list once; a title or a setting does not', async () => {
  const { open } = await tabs(5);
  const tab = await open();
  let runs = 0;
  const dispose = createRoot((end) => {
    createRenderEffect(() => {
      runs += tab.heads.length > 0 ? 1 : 0;
    });
    return end;
  });
  const counted = async (work: () => Promise<void>) => {
    const before = runs;
    await work();
    return runs - before;
  };
  expect(await counted(() => tab.rename('c1', 'Another'))).toBe(0);
  expect(await counted(() => tab.change('c1', { settings: { temperature: 1 } }))).toBe(0);
  expect(await counted(() => tab.change(['c1', 'c2', 'c3'], { pinned: true }))).toBe(1);
  expect(await counted(() => tab.change('c1', { pinned: true }))).toBe(0);
  expect(await counted(() => tab.change('c1', { archived: true }))).toBe(1);
  expect(await counted(() => tab.change('c1', { folder: 'Work' }))).toBe(1);
  expect(tab.heads.map(({ id }) => id)).toEqual(['c4', 'c3', 'c2', 'c1', 'c0']);
  dispose();
});
