import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { createConversations } from './conversations';
import { alwaysIdle, fakeClock, fakeTabs, microtaskScheduler, settle } from './testing/fakes';
import { lastOf, setUp } from './testing/running-completion';

test('two chats stream at once, each into its own message', async () => {
  const { completion, conversations, server, model } = await setUp(microtaskScheduler());
  const one = await completion.send(undefined, { text: 'One' }, model);
  await settle();
  server.say('first');
  await settle();
  const two = await completion.send(undefined, { text: 'Two' }, model);
  await settle();
  server.say('second');
  await settle();
  expect(lastOf(conversations.path(one))?.text).toBe('first');
  expect(lastOf(conversations.path(two))?.text).toBe('second');
  expect([completion.isRunning(one), completion.isRunning(two)]).toEqual([true, true]);
});

test('an answer left streaming by a crash is interrupted when the chat is opened, its text kept', async () => {
  const { conversations, completion, server, stored, model, locks } =
    await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('until the cra');
  await settle();
  const [answer] = [...stored.messages.values()].filter((m) => m.role === 'assistant');
  stored.messages.set(answer?.id ?? '', { ...answer!, text: 'until the cra' });
  locks.held.clear();

  const reopened = createRoot(() =>
    createConversations({
      repository: stored.repository,
      attachments: stored.attachments,
      idle: alwaysIdle,
      tabs: fakeTabs().own,
      locks,
      clock: fakeClock(),
    }),
  );
  await reopened.open(id);
  expect(lastOf(reopened.path(id))).toMatchObject({ status: 'interrupted', text: 'until the cra' });
  expect(conversations.heads).toHaveLength(1);
});

test('an answer that another tab streams is shown as it is, not as interrupted', async () => {
  const { completion, stored, model, locks } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  const second = createRoot(() =>
    createConversations({
      repository: stored.repository,
      attachments: stored.attachments,
      idle: alwaysIdle,
      tabs: fakeTabs().own,
      locks,
      clock: fakeClock(),
    }),
  );
  await second.open(id);
  expect(lastOf(second.path(id))?.status).toBe('streaming');
});

test('a deleted chat comes back whole with Undo', async () => {
  const { completion, conversations, server, stored, model } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('answer');
  server.finish();
  await settle();
  const undo = await conversations.remove(id);
  expect([stored.heads.size, stored.messages.size, conversations.heads.length]).toEqual([0, 0, 0]);
  await undo();
  await conversations.open(id);
  expect(conversations.path(id).map((message) => message.text)).toEqual(['Hi', 'answer']);
});

test('the lock is taken before another tab can read that an answer streams', async () => {
  const { completion, stored, locks, model } = await setUp(microtaskScheduler());
  const { saveTurn } = stored.repository;
  const held: number[] = [];
  stored.repository.saveTurn = async (head, turn) => {
    held.push(locks.held.size);
    await saveTurn(head, turn);
  };
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  completion.stop(id);
  await settle();
  stored.repository.changeChats = async () => Promise.reject(new Error('disk full'));
  await expect(completion.send(id, { text: 'Again' }, model)).rejects.toThrow('disk full');
  expect(held).toEqual([2]);
  expect(locks.held.size).toBe(0);
});

test('a chat that is deleted in another tab stops its request', async () => {
  const { completion, server, tabs, locks, model } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  tabs.tell({ type: 'conversation-removed', id });
  await settle();
  expect(server.requests[0]?.signal.aborted).toBe(true);
  expect([completion.isRunning(id), locks.held.size]).toEqual([false, 0]);
});

test('what is sent is the chat as it was on Send, whatever another tab does while it waits', async () => {
  const { completion, providers, server, stored, tabs, clock, model } =
    await setUp(microtaskScheduler());
  await providers.update(model.providerId, { rateLimit: { minIntervalMs: 10_000 } });
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.finish();
  await settle();
  const [answer] = [...stored.messages.values()].filter((m) => m.role === 'assistant');
  await completion.retry(id, answer?.id ?? '', model);
  clock.advance(1);
  const other = { ...answer!, id: 'other', createdAt: clock.now(), text: 'from another tab' };
  const next = { ...other, id: 'next', parentId: 'other', createdAt: clock.now() + 1 };
  stored.messages.set('other', other).set('next', next);
  tabs.tell({ type: 'conversation-changed', id });
  await settle();
  clock.advance(10_000);
  await settle();
  expect(server.requests[1]?.body).toMatchObject({ messages: [{ role: 'user', content: 'Hi' }] });
});
