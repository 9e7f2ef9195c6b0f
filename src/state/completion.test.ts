import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { createConversations } from './conversations';
import {
  alwaysIdle,
  fakeClock,
  fakeTabs,
  handScheduler,
  microtaskScheduler,
  settle,
} from './testing/fakes';
import { encoder, setUp } from './testing/running-completion';

const lastOf = <T>(items: readonly T[]) => items[items.length - 1];

test('a message and its answer are on disk before the request leaves', async () => {
  const { completion, conversations, server, stored, model } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hello there' }, model);
  expect([...stored.messages.values()].map((m) => [m.role, m.status])).toEqual([
    ['user', 'done'],
    ['assistant', 'streaming'],
  ]);
  await settle();
  expect(server.requests[0]?.body).toMatchObject({
    messages: [{ role: 'user', content: 'Hello there' }],
  });
  expect(conversations.get(id)?.title).toBe('Hello there');
});

test('streamed text reaches the message, and the end makes it done and durable', async () => {
  const { completion, conversations, server, stored, model } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('One ');
  server.say('two');
  await settle();
  expect(lastOf(conversations.path(id))).toMatchObject({ text: 'One two', status: 'streaming' });
  expect(completion.isRunning(id)).toBe(true);
  server.finish();
  await settle();
  expect(lastOf(conversations.path(id))).toMatchObject({ text: 'One two', status: 'done' });
  expect(lastOf(stored.saves)).toMatchObject({ status: 'done', durability: 'strict', length: 7 });
  expect(completion.isRunning(id)).toBe(false);
});

test('an answer keeps the schema that it was asked to fit, whatever the chat asks for later', async () => {
  const { completion, conversations, server, stored, model } = await setUp(microtaskScheduler());
  const responseSchema = { type: 'object' };
  const head = { settings: { responseSchema } };
  const id = await completion.send(undefined, { text: 'Hi' }, model, head);
  await settle();
  expect(server.requests[0]?.body).toMatchObject({ response_format: { type: 'json_schema' } });
  await conversations.change(id, { settings: undefined });
  server.finish();
  await settle();
  const answer = lastOf(conversations.path(id));
  expect(answer).toMatchObject({ status: 'done', responseSchema });
  expect(stored.messages.get(answer?.id ?? '')).toMatchObject({ responseSchema });
  const question = conversations.path(id)[0];
  expect(question).not.toHaveProperty('responseSchema');
});

test('a stream is checkpointed about once a second, not at each token', async () => {
  const { completion, server, stored, clock, model } = await setUp(microtaskScheduler());
  await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  for (let second = 0; second < 3; second += 1) {
    for (let token = 0; token < 20; token += 1) {
      clock.advance(55);
      server.say('x');
      await settle();
    }
  }
  expect(stored.saves.length).toBeGreaterThanOrEqual(2);
  expect(stored.saves.length).toBeLessThanOrEqual(4);
  expect(stored.saves.every((save) => save.durability === 'relaxed')).toBe(true);
});

test('the first words are on disk at once, and what came before a stall a second later', async () => {
  const { completion, server, stored, clock, model } = await setUp(microtaskScheduler());
  await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('Almost');
  await settle();
  clock.advance(0);
  await settle();
  expect(stored.saves).toMatchObject([{ length: 6, status: 'streaming' }]);
  server.say(' th');
  await settle();
  clock.advance(999);
  await settle();
  expect(stored.saves).toHaveLength(1);
  clock.advance(1);
  await settle();
  expect(stored.saves).toMatchObject([{ length: 6 }, { length: 9, status: 'streaming' }]);
  clock.advance(10_000);
  await settle();
  expect(stored.saves).toHaveLength(2);
});

/** An answer of so many pieces, which counts how many of them were read. */
function countedAnswer(pieces: number, content: string) {
  const counted = { reads: 0, response: () => new Response(body) };
  const piece = encoder.encode(
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`,
  );
  const last = encoder.encode('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n');
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        counted.reads += 1;
        if (counted.reads <= pieces) return controller.enqueue(piece);
        controller.enqueue(last);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return counted;
}

test('a hidden tab reads no further than it can apply, and loses nothing', async () => {
  const { completion, conversations, server, scheduler, model } = await setUp(handScheduler());
  const block = 'x'.repeat(100_000);
  const answer = countedAnswer(35, block);
  server.answer = answer.response;
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  // Until its first flush a tab is taken for one that is seen, which holds up reading sooner.
  for (const reads of [1, 11, 21]) {
    await settle();
    expect(answer.reads).toBe(reads);
    scheduler.run();
    expect(lastOf(conversations.path(id))?.text).toHaveLength(reads * block.length);
  }
  await settle();
  scheduler.run();
  await settle();
  expect(lastOf(conversations.path(id))).toMatchObject({ status: 'done' });
  expect(lastOf(conversations.path(id))?.text).toBe(block.repeat(35));
});

test('Stop reaches the server although the tab applies nothing', async () => {
  const { completion, conversations, server, scheduler, model } = await setUp(handScheduler());
  server.answer = countedAnswer(35, 'x'.repeat(100_000)).response;
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  scheduler.run();
  await settle();
  completion.stop(id);
  expect(server.requests[0]?.signal.aborted).toBe(true);
  await settle();
  // All that had been read is there at once, without waiting for a frame.
  const message = lastOf(conversations.path(id));
  expect(message).toMatchObject({ status: 'interrupted', interruption: 'stopped' });
  expect(message?.text).toHaveLength(1_100_000);
});

test('an answer that breaks because the page is left is interrupted, not failed', async () => {
  const { completion, conversations, server, stored, model, failures, page } =
    await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('Half an ans');
  await settle();
  page.isLeaving = true;
  server.cut();
  await settle();
  const answer = conversations.path(id).at(-1);
  expect(answer).toMatchObject({
    text: 'Half an ans',
    status: 'interrupted',
    interruption: 'closed',
  });
  expect(stored.saves.at(-1)).toMatchObject({ length: 11, status: 'interrupted' });
  expect(failures).toEqual([]);
});

test('Stop aborts the request itself and keeps what had arrived', async () => {
  const { completion, conversations, server, model, locks } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  // The answer and its chat.
  expect(locks.held.size).toBe(2);
  server.say('Half an ans');
  await settle();
  completion.stop(id);
  await settle();
  expect(server.requests[0]?.signal.aborted).toBe(true);
  expect(lastOf(conversations.path(id))).toMatchObject({
    text: 'Half an ans',
    status: 'interrupted',
  });
  expect(locks.held.size).toBe(0);
});

test('Stop works while the server still reads the prompt', async () => {
  const { completion, conversations, server, model } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  completion.stop(id);
  await settle();
  expect(server.requests.every((request) => request.signal.aborted)).toBe(true);
  expect(lastOf(conversations.path(id))?.status).toBe('interrupted');
});

test('a stream that just ends is interrupted, not done', async () => {
  const { completion, conversations, server, model } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('and then');
  server.close();
  await settle();
  expect(lastOf(conversations.path(id))).toMatchObject({ text: 'and then', status: 'interrupted' });
});

test('a connection that breaks interrupts the message, says so and keeps its text', async () => {
  const { completion, conversations, server, model, failures } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('and then');
  await settle();
  server.cut();
  await settle();
  expect(failures).toEqual(['Test: cut-off · 200']);
  expect(lastOf(conversations.path(id))).toMatchObject({
    text: 'and then',
    status: 'interrupted',
    interruption: 'cut-off',
    error: { code: 'cut-off' },
  });
});

test('a removed provider fails inside the message and the chat keeps its names', async () => {
  const { completion, conversations, providers, model } = await setUp(microtaskScheduler());
  await providers.remove(model.providerId);
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  expect(lastOf(conversations.path(id))).toMatchObject({
    status: 'failed',
    error: { code: 'no-provider' },
  });
  expect(conversations.get(id)?.model?.providerLabel).toBe('Test');
});

test('what is sent while an answer runs is refused, not swallowed', async () => {
  const { completion, conversations, server, model } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await expect(completion.send(id, { text: 'Hi again' }, model)).rejects.toThrow('still answering');
  await settle();
  expect(server.requests).toHaveLength(1);
  expect(conversations.path(id)).toHaveLength(2);
});

test('Retry asks again with the same question; an answer with text stays stored', async () => {
  const { completion, conversations, server, stored, model, clock } =
    await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('first');
  server.finish();
  await settle();
  clock.advance(5);
  const first = lastOf(conversations.path(id));
  await completion.retry(id, first?.id ?? '', model);
  await settle();
  server.say('second');
  server.finish();
  await settle();
  expect(conversations.path(id).map((message) => message.text)).toEqual(['Hi', 'second']);
  expect([...stored.messages.values()].map((message) => message.text)).toContain('first');
  expect(server.requests[1]?.body).toMatchObject({ messages: [{ content: 'Hi' }] });
});

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

test('a key that the server quotes back is not stored with the message', async () => {
  const { completion, conversations, providers, server, stored, model } =
    await setUp(microtaskScheduler());
  await providers.update(model.providerId, { apiKey: 'sk-very-secret' });
  server.answer = () =>
    Response.json({ error: { message: 'No such key: sk-very-secret.' } }, { status: 401 });
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  expect(lastOf(conversations.path(id))?.error?.serverMessage).toBe('No such key: [redacted].');
  expect(JSON.stringify([...stored.messages.values()])).not.toContain('sk-very-secret');
});

test('a page that may be going saves what has arrived at once', async () => {
  const { completion, server, stored, model } = await setUp(microtaskScheduler());
  await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('until here');
  await settle();
  void completion.saveNow();
  await settle();
  expect(stored.saves).toMatchObject([{ length: 10, status: 'streaming' }]);
});

test('a disk that stays full is told once for an answer, not at each checkpoint', async () => {
  const { completion, server, stored, clock, model, storageErrors } =
    await setUp(microtaskScheduler());
  await completion.send(undefined, { text: 'Hi' }, model);
  stored.repository.saveMessage = async () => Promise.reject(new Error('disk full'));
  await settle();
  for (let second = 0; second < 5; second += 1) {
    server.say('more');
    await settle();
    clock.advance(1_000);
    await settle();
  }
  server.finish();
  await settle();
  expect(storageErrors).toHaveLength(1);
});

test('a failing disk is told, and the answer stays on screen', async () => {
  const { completion, conversations, server, stored, model, storageErrors } =
    await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  stored.repository.saveMessage = async () => {
    throw new Error('disk full');
  };
  server.say('kept on screen');
  server.finish();
  await settle();
  expect(storageErrors).toHaveLength(1);
  expect(lastOf(conversations.path(id))).toMatchObject({ text: 'kept on screen', status: 'done' });
  expect(completion.isRunning(id)).toBe(false);
});
