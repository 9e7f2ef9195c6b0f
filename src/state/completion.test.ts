import { expect, test } from 'vitest';
import { microtaskScheduler, settle } from './testing/fakes';
import { lastOf, setUp } from './testing/running-completion';

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
