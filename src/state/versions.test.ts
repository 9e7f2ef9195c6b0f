import { expect, test, vi } from 'vitest';
import { microtaskScheduler, settle } from './testing/fakes';
import { setUp } from './testing/running-completion';

/** A chat of two turns; answers are `answer to QUESTION`. */
async function twoTurns() {
  const state = await setUp(microtaskScheduler());
  const { completion, conversations, server, model } = state;
  const answered = async (asked: Promise<unknown>, words: string) => {
    await asked;
    await settle();
    server.say(words);
    server.finish();
    await settle();
  };
  let id = '';
  const first = completion.send(undefined, { text: 'one' }, model).then((chat) => (id = chat));
  await answered(first, 'answer to one');
  await answered(completion.send(id, { text: 'two' }, model), 'answer to two');
  const texts = () => conversations.path(id).map((message) => message.text);
  const at = (position: number) => conversations.path(id)[position]?.id ?? '';
  return { ...state, id, answered, texts, at };
}

test('an edited question is asked beside the old one, which keeps what followed', async () => {
  const { completion, conversations, server, model, id, answered, texts, at } = await twoTurns();
  const old = at(0);
  await answered(completion.edit(id, old, { text: 'one, better' }, model), 'other answer');
  expect(texts()).toEqual(['one, better', 'other answer']);
  expect(server.requests.at(-1)?.body).toMatchObject({
    messages: [{ role: 'user', content: 'one, better' }],
  });
  expect(conversations.versions(id, at(0)).map(({ text }) => text)).toEqual(['one', 'one, better']);
  await conversations.showVersion(id, old);
  expect(texts()).toEqual(['one', 'answer to one', 'two', 'answer to two']);
});

test('what was chosen is still chosen after a reload, and a further question follows it', async () => {
  const { completion, conversations, stored, model, id, answered, texts, at } = await twoTurns();
  const old = at(1);
  await answered(completion.retry(id, old, model), 'second answer');
  await conversations.showVersion(id, old);
  expect(stored.heads.get(id)?.leafId).toBe(old);
  await answered(completion.send(id, { text: 'three' }, model), 'answer to three');
  expect(texts()).toEqual([
    'one',
    'answer to one',
    'two',
    'answer to two',
    'three',
    'answer to three',
  ]);
});

test('a version that is deleted takes along what followed from it, and Undo brings both back', async () => {
  const { completion, conversations, stored, model, id, answered, texts, at } = await twoTurns();
  const old = at(0);
  await answered(completion.edit(id, old, { text: 'one, better' }, model), 'other answer');
  const undo = await conversations.removeMessage(id, at(0));
  expect(texts()).toEqual(['one', 'answer to one', 'two', 'answer to two']);
  expect(conversations.versions(id, old)).toEqual([]);
  expect(stored.messages.size).toBe(4);
  await undo();
  expect(texts()).toEqual(['one, better', 'other answer']);
  expect(stored.messages.size).toBe(6);
});

test('a message that is the only version is deleted alone, and the leaf moves up', async () => {
  const { conversations, id, texts, at } = await twoTurns();
  const undo = await conversations.removeMessage(id, at(3));
  expect(texts()).toEqual(['one', 'answer to one', 'two']);
  expect(conversations.get(id)?.leafId).toBe(at(2));
  await undo();
  expect(texts()).toEqual(['one', 'answer to one', 'two', 'answer to two']);
});

test('only what a chat has set is asked for', async () => {
  const { completion, conversations, server, model, id } = await twoTurns();
  const settings = { systemPrompt: 'Be brief', temperature: 0, extra: { top_k: 5 } };
  await conversations.change(id, { settings });
  await completion.send(id, { text: 'three' }, model);
  await settle();
  const body = server.requests.at(-1)?.body as Record<string, unknown>;
  expect(body).toMatchObject({ temperature: 0, top_k: 5 });
  expect(body['messages']).toHaveLength(6);
  expect(body).not.toHaveProperty('seed');
  await conversations.change(id, { settings: undefined });
  expect(conversations.get(id)).not.toHaveProperty('settings');
});

test('a stopped answer goes on in the same message, and counts what its parts cost', async () => {
  const { completion, conversations, server, stored, model, id, texts, at } = await twoTurns();
  await completion.send(id, { text: 'three' }, model);
  await settle();
  server.say('It goes');
  await settle();
  completion.stop(id);
  await settle();
  const answer = at(5);
  expect(conversations.message(id, answer)).toMatchObject({ status: 'interrupted' });
  await completion.resume(id, answer);
  expect(stored.messages.get(answer)).toMatchObject({ status: 'streaming', text: 'It goes' });
  // What continues an answer is loaded late.
  await vi.waitFor(() => expect(server.requests).toHaveLength(4));
  server.say(' on.');
  server.finish();
  await settle();
  expect(texts().at(-1)).toBe('It goes on.');
  expect(conversations.message(id, answer)).toMatchObject({ status: 'done', continuedFrom: 7 });
  expect(conversations.message(id, answer)).not.toHaveProperty('interruption');
  expect(server.requests.at(-1)?.body).toMatchObject({
    messages: expect.arrayContaining([{ role: 'assistant', content: 'It goes' }]),
  });
  await expect(completion.resume(id, at(1))).rejects.toThrow('last answer');
});
