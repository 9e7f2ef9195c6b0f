import { createRenderEffect, createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import type { ConversationRepository } from '../core/chat/repository';
import type { Message } from '../core/chat/types';
import { streamLock } from './chat-reader';
import { createConversations } from './conversations';
import {
  alwaysIdle,
  fakeClock,
  fakeConversationRepository,
  fakeLocks,
  linkedTabs,
  settle,
} from './testing/fakes';

/** One browser: tabs over one repository, with common locks, that hear each other. */
function browser() {
  const stored = fakeConversationRepository();
  const locks = fakeLocks();
  const clock = fakeClock();
  const newTab = linkedTabs();
  const reads: string[] = [];
  const { repository, attachments } = stored;
  const counted: ConversationRepository = {
    ...repository,
    listMessages: (id) => (reads.push(`all of ${id}`), repository.listMessages(id)),
    getConversation: (id) => (reads.push(`head of ${id}`), repository.getConversation(id)),
    getMessage: (id) => (reads.push(id), repository.getMessage(id)),
  };
  /** What something beside the tabs tells of. */
  const teller = newTab();
  const start = (own: Partial<ConversationRepository> = {}, idle = alwaysIdle) => {
    const tools = { attachments, tabs: newTab(), locks, clock, idle };
    return createRoot(() => createConversations({ ...tools, repository: { ...counted, ...own } }));
  };
  const open = async (own: Partial<ConversationRepository> = {}) => {
    const conversations = start(own);
    await conversations.ready;
    return conversations;
  };
  return { ...stored, teller, locks, clock, reads, open, start };
}

const model = { providerId: 'p', modelId: 'm', providerLabel: 'Test', modelName: 'm' };

function message(id: string, parentId: string | null, fields: Partial<Message> = {}): Message {
  return {
    id,
    conversationId: 'c',
    parentId,
    role: id.startsWith('q') ? 'user' : 'assistant',
    createdAt: Number(id.slice(1)) * 10 + (id.startsWith('q') ? 0 : 1),
    text: id,
    reasoning: '',
    toolCalls: [],
    status: 'done',
    ...fields,
  };
}

const turn = (...messages: Message[]) => ({ conversationId: undefined, model, messages });
const more = (...messages: Message[]) => ({ conversationId: 'c', model, messages });
const first = () => turn(message('q1', null), message('a1', 'q1'));
const streamed = (parentId = 'q2') => message('a2', parentId, { status: 'streaming', text: '' });

type Tab = Awaited<ReturnType<ReturnType<typeof browser>['open']>>;
const onScreen = (tab: Tab) =>
  tab
    .path('c')
    .map(({ id }) => id)
    .join(' ');

test('an answer that ends while another tab reads it keeps its last words', async () => {
  const { locks, messages, repository, open } = browser();
  const one = await open();
  await one.addTurn(first());
  const release = locks.hold(streamLock('a2'));
  await one.addTurn(more(message('q2', 'a1'), streamed()));
  await settle();

  // The other tab has read the record when the last words and the release come.
  const two = await open({
    async listMessages(id) {
      const read = await repository.listMessages(id);
      if (locks.held.size > 0) {
        one.mutate('c', 'a2', (a2) => Object.assign(a2, { text: 'all of it', status: 'done' }));
        await one.persist('c', 'a2', 'strict');
        release();
      }
      return read;
    },
  });
  await two.open('c');
  await settle();
  expect(messages.get('a2')).toMatchObject({ text: 'all of it', status: 'done' });
  expect(two.message('c', 'a2')).toMatchObject({ text: 'all of it', status: 'done' });
});

test('an answer whose tab is killed ends as interrupted in the tabs that watch it', async () => {
  const { locks, open } = browser();
  const one = await open();
  await one.addTurn(first());
  locks.hold(streamLock('a2'));
  await one.addTurn(more(message('q2', 'a1'), streamed()));
  const two = await open();
  await two.open('c');
  expect(two.message('c', 'a2')?.status).toBe('streaming');
  locks.drop();
  await settle();
  expect(two.message('c', 'a2')).toMatchObject({ status: 'interrupted', interruption: 'closed' });
});

test('a chat opens although the disk is too full to say that an answer was cut off', async () => {
  const { open } = browser();
  const one = await open();
  await one.addTurn(turn(message('q1', null), message('a1', 'q1', { status: 'streaming' })));
  const two = await open({
    saveMessage: async () => {
      throw new Error('full');
    },
  });
  await two.open('c');
  expect(two.message('c', 'a1')?.status).toBe('interrupted');
});

test('a checkpoint makes a tab that shows the chat read one message, and one that does not nothing', async () => {
  const { reads, open, locks } = browser();
  const one = await open();
  await one.addTurn(first());
  locks.hold(streamLock('a2'));
  await one.addTurn(more(message('q2', 'a1'), streamed()));
  const two = await open();
  await two.open('c');
  await open();
  await settle();
  reads.length = 0;
  one.mutate('c', 'a2', (a2) => void (a2.text += 'more'));
  await one.persist('c', 'a2', 'relaxed');
  await settle();
  expect(reads).toEqual(['a2']);
  expect(two.message('c', 'a2')?.text).toBe('more');
});

test('of two readings that overlap, the later one is shown', async () => {
  const { open, repository } = browser();
  const one = await open();
  await one.addTurn(first());
  let slow: (() => void) | undefined;
  const two = await open({
    async listMessages(id) {
      const read = await repository.listMessages(id);
      if (!slow) await new Promise<void>((resolve) => (slow = resolve));
      return read;
    },
  });
  const opening = two.open('c');
  await settle();
  await one.addTurn(more(message('q2', 'a1')));
  await settle();
  slow?.();
  await opening;
  await settle();
  expect(onScreen(two)).toBe('q1 a1 q2');
});

test('a row of the list stays the same object when another tab changes its title', async () => {
  const { open } = browser();
  const one = await open();
  await one.addTurn(first());
  const two = await open();
  const head = two.get('c');
  await one.rename('c', 'Other');
  await settle();
  expect(two.get('c')?.title).toBe('Other');
  expect(two.get('c')).toBe(head);
});

test('another model for a chat leaves the models of its answers alone', async () => {
  const { open } = browser();
  const one = await open();
  await one.addTurn(turn(message('q1', null), message('a1', 'q1', { model })));
  await one.change('c', { model: { ...model, modelId: 'other' } });
  expect(one.get('c')?.model?.modelId).toBe('other');
  expect(one.message('c', 'a1')?.model?.modelId).toBe('m');
});

test('a rename is not lost to a turn that is added at the same moment', async () => {
  const { open, heads } = browser();
  const one = await open();
  await one.addTurn(first());
  await Promise.all([one.rename('c', 'Mine'), one.addTurn(more(message('q2', 'a1')))]);
  expect(heads.get('c')?.title).toBe('Mine');
  expect(one.get('c')?.title).toBe('Mine');
});

test('a question deleted elsewhere while its answer is written leaves the chat whole', async () => {
  const { open, locks, messages } = browser();
  const one = await open();
  await one.addTurn(first());
  locks.hold(streamLock('a2'));
  await one.addTurn(more(message('q2', 'a1'), streamed()));
  const two = await open();
  await two.open('c');
  await two.removeMessage('c', 'q2');
  await settle();
  one.mutate('c', 'a2', (a2) => Object.assign(a2, { text: 'end', status: 'done' }));
  await one.persist('c', 'a2', 'strict');
  await settle();
  expect(onScreen(one)).toBe('q1 a1 a2');
  expect(messages.get('a2')).toMatchObject({ parentId: 'a1', text: 'end' });
});

test('a chat deleted elsewhere is told, and what is still written of it stays off the disk', async () => {
  const { open, messages } = browser();
  const one = await open();
  await one.addTurn(turn(message('q1', null), message('a1', 'q1', { status: 'streaming' })));
  const removed: string[] = [];
  one.onRemoved((id) => removed.push(id));
  const two = await open();
  await two.remove('c');
  await one.persist('c', 'a1', 'relaxed');
  await settle();
  expect(removed).toEqual(['c']);
  expect([...messages.keys()]).toEqual([]);
});

test('Undo of a deleted chat brings back what was not yet on disk', async () => {
  const { open, messages } = browser();
  const one = await open();
  await one.addTurn(turn(message('q1', null), message('a1', 'q1', { status: 'streaming' })));
  one.mutate('c', 'a1', (a1) => void (a1.text = 'not on disk yet'));
  const undo = await one.remove('c');
  await undo();
  expect(messages.get('a1')).toMatchObject({ text: 'not on disk yet', status: 'interrupted' });
});

test('Undo of a deleted message keeps the title that was given since', async () => {
  const { open, heads } = browser();
  const one = await open();
  await one.addTurn(first());
  const undo = await one.removeMessage('c', 'a1');
  await one.rename('c', 'Given since');
  await undo();
  expect(heads.get('c')?.title).toBe('Given since');
});

test('Undo of a deleted answer shows it again, before the question that was asked since', async () => {
  const { open } = browser();
  const one = await open();
  await one.addTurn(first());
  const undo = await one.removeMessage('c', 'a1');
  await one.addTurn(more(message('q2', 'q1'), message('a2', 'q2')));
  await undo();
  expect(onScreen(one)).toBe('q1 a1 q2 a2');
  const two = await open();
  await two.open('c');
  expect(onScreen(two)).toBe('q1 a1 q2 a2');
});

test('Undo brings no message back that was deleted afterwards', async () => {
  const { open, messages } = browser();
  const one = await open();
  await one.addTurn(first());
  const undo = await one.removeMessage('c', 'q1');
  await one.removeMessage('c', 'a1');
  await undo();
  expect([...messages.keys()]).toEqual(['q1']);
});

test('Undo of a message in a chat that is gone says so and leaves no trace', async () => {
  const { open, heads, messages } = browser();
  const one = await open();
  await one.addTurn(first());
  const undo = await one.removeMessage('c', 'a1');
  await one.remove('c');
  await expect(undo()).rejects.toThrow('deleted');
  expect([heads.size, messages.size]).toEqual([0, 0]);
});

test('of many chats that were looked at, only the last ones stay in memory', async () => {
  const { open } = browser();
  const one = await open();
  const ids = Array.from({ length: 40 }, (_, index) => `chat${index}`);
  for (const id of ids) {
    await one.addTurn(turn(message(`q${id}`, null, { conversationId: id, createdAt: 1 })));
  }
  expect(one.isOpen('chat39')).toBe(true);
  expect(ids.filter((id) => one.isOpen(id)).length).toBeLessThan(20);
  await one.open('chat0');
  expect(one.path('chat0')).toHaveLength(1);
});

test('a list that cannot be read is no list that is still being read', async () => {
  const { repository, attachments, locks, clock } = browser();
  const broken = { ...repository, listConversations: async () => Promise.reject(new Error('no')) };
  const tools = {
    ...{ repository: broken, attachments, tabs: linkedTabs()(), locks, clock },
    idle: alwaysIdle,
  };
  const conversations = createRoot(() => createConversations(tools));
  await expect(conversations.ready).rejects.toThrow('no');
  expect(conversations.loaded).toBe(true);
});

/** A chat of so many messages, each the answer to the one before. */
const longChat = (count: number) =>
  turn(
    ...Array.from({ length: count }, (_, at) =>
      message(`${at % 2 ? 'a' : 'q'}${at}`, at === 0 ? null : `${at % 2 ? 'q' : 'a'}${at - 1}`),
    ),
  );

test('the end of a long chat is there before the rest is read', async () => {
  const { repository, open } = browser();
  await (await open()).addTurn(longChat(500));
  let go = (): void => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const tab = await open({
    async listMessages(id) {
      await gate;
      return repository.listMessages(id);
    },
  });
  const opening = tab.open('c');
  await settle();
  expect(tab.isShown('c')).toBe(true);
  expect(tab.isOpen('c')).toBe(false);
  const end = tab.path('c');
  expect(end.length).toBeLessThan(100);
  expect(end.at(-1)?.id).toBe('a499');
  go();
  await opening;
  expect(tab.isOpen('c')).toBe(true);
  expect(tab.path('c')).toHaveLength(500);
  // What is on screen keeps its objects.
  expect(tab.path('c').at(-1)).toBe(end.at(-1));
});

test('a message is deleted from a whole chat, though only its end is there yet', async () => {
  const { messages, repository, open } = browser();
  await (await open()).addTurn(longChat(500));
  let go = (): void => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const tab = await open({
    async listMessages(id) {
      await gate;
      return repository.listMessages(id);
    },
  });
  void tab.open('c');
  await settle();
  const removing = tab.removeMessage('c', 'q498');
  go();
  await removing;
  expect(tab.path('c')).toHaveLength(499);
  expect(messages.get('a499')?.parentId).toBe('a497');
});

test('text and status leave the path as it is; a message more makes a new one', async () => {
  const { locks, open } = browser();
  const tab = await open();
  await tab.addTurn(first());
  locks.hold(streamLock('a2'));
  await tab.addTurn(more(message('q2', 'a1'), streamed()));
  const path = tab.path('c');
  tab.mutate('c', 'a2', (a2) => Object.assign(a2, { text: 'more', status: 'done' }));
  expect(tab.path('c')).toBe(path);
  expect(path.at(-1)?.text).toBe('more');
  await tab.open('c');
  expect(tab.path('c')).toBe(path);
  await tab.addTurn(more(message('q3', 'a2')));
  expect(tab.path('c')).toHaveLength(5);
});

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
