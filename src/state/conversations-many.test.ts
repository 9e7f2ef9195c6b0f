import { createRenderEffect, createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { browser, first, message, model, onScreen, type Tab } from './testing/browser';
import { settle } from './testing/fakes';

/** A browser with more chats than the first page holds, whose idle moments come when they are let. */
function manyChats() {
  const all = browser();
  for (let at = 0; at < 1_500; at += 1)
    all.heads.set(`c${at}`, { id: `c${at}`, title: `Chat ${at}`, createdAt: at, updatedAt: at });
  let wake: (() => void) | undefined;
  const idle = () => new Promise<void>((resolve) => (wake = resolve));
  const nextPage = async () => {
    wake?.();
    await settle();
  };
  return { ...all, idle, nextPage };
}

const titles = ({ heads }: Pick<Tab, 'heads'>) => heads.map(({ title }) => title);

test('the newest chats are there first, the others come in idle moments, in order', async () => {
  const { start, idle, nextPage } = manyChats();
  const one = start({}, idle);
  await settle();
  expect(one.loaded).toBe(true);
  expect(titles(one).slice(0, 2)).toEqual(['Chat 1499', 'Chat 1498']);
  expect(one.heads.length).toBeLessThan(200);
  await nextPage();
  await nextPage();
  await nextPage();
  await one.ready;
  expect(titles(one)).toEqual(Array.from({ length: 1_500 }, (_, at) => `Chat ${1_499 - at}`));
});

test('what changes while pages come in is shown as it is now, and once', async () => {
  const { start, idle, nextPage, open } = manyChats();
  const one = start({}, idle);
  await settle();
  const two = await open();
  await two.rename('c3', 'Renamed elsewhere');
  await two.remove('c5');
  await two.addTurn({
    conversationId: 'c7',
    model,
    messages: [message('q1', null, { conversationId: 'c7' })],
  });
  await settle();
  for (let page = 0; page < 3; page += 1) await nextPage();
  expect(one.heads).toHaveLength(1_499);
  expect(new Set(one.heads.map(({ id }) => id)).size).toBe(1_499);
  expect(one.get('c3')?.title).toBe('Renamed elsewhere');
  expect(one.get('c5')).toBeUndefined();
  expect(titles(one)[0]).toBe('Chat 7');
});

test('a page that was read before a chat was deleted does not bring it back', async () => {
  const { start, idle, nextPage, open, repository } = manyChats();
  let answer: (() => void) | undefined;
  const one = start(
    {
      async listConversations(range) {
        const page = await repository.listConversations(range);
        if (range.before !== undefined && !answer) await new Promise<void>((go) => (answer = go));
        return page;
      },
    },
    idle,
  );
  await settle();
  await nextPage();
  const two = await open();
  await two.remove('c1390');
  await settle();
  answer?.();
  await settle();
  expect(one.get('c1389')).toBeDefined();
  expect(one.get('c1390')).toBeUndefined();
});

test('a chat whose page is still to come is written to as it is on disk', async () => {
  const { start, idle, heads } = manyChats();
  const one = start({}, idle);
  const messages = [message('q1', null, { conversationId: 'c3' })];
  await one.addTurn({ conversationId: 'c3', model, messages });
  await one.rename('c4', 'Mine');
  expect(heads.get('c3')).toMatchObject({ title: 'Chat 3', createdAt: 3 });
  expect(heads.get('c4')).toMatchObject({ title: 'Mine', updatedAt: 4 });
});

test('a change to one of many heads re-runs what shows that one, and nothing else', async () => {
  const { heads, open } = browser();
  for (let at = 0; at < 1_000; at += 1)
    heads.set(`c${at}`, { id: `c${at}`, title: `Chat ${at}`, createdAt: at, updatedAt: at });
  const one = await open();
  const runs: string[] = [];
  await createRoot(async (dispose) => {
    createRenderEffect(() => runs.push(`list of ${one.heads.length}`));
    for (const id of ['c1', 'c2']) createRenderEffect(() => runs.push(`${one.get(id)?.title}`));
    runs.length = 0;
    await one.rename('c1', 'Other');
    expect(runs).toEqual(['Other']);
    await one.remove('c500');
    expect(runs).toEqual(['Other', 'list of 999']);
    dispose();
  });
});

test('many chats that were changed beside the tabs come in at once, and those that are gone go', async () => {
  const { repository, teller, open } = browser();
  const tab = await open();
  await tab.addTurn(first());
  const head = (id: string, title: string) => ({ id, title, createdAt: 1, updatedAt: 1 });
  await repository.saveConversations(
    [head('c', 'Renamed'), head('d', 'New')],
    [message('q2', 'a1'), message('q3', null, { conversationId: 'd' })],
  );
  teller.publish({ type: 'conversations-changed', ids: ['c', 'd'] });
  await settle();
  expect(tab.heads.map(({ title }) => title).sort()).toEqual(['New', 'Renamed']);
  expect(onScreen(tab)).toBe('q1 a1 q2');
  await repository.removeConversations(['c', 'd']);
  teller.publish({ type: 'conversations-changed', ids: ['c', 'd'] });
  await settle();
  expect(tab.heads).toEqual([]);
});
