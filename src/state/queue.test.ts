import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { createQueue } from './queue';
import { fakeIds, microtaskScheduler, settle } from './testing/fakes';
import { setUp } from './testing/running-completion';

async function running() {
  const state = await setUp(microtaskScheduler());
  const { completion, conversations, providers, clock, server, model } = state;
  const failures: unknown[] = [];
  const tools = { conversations, completion, providers, clock, newId: fakeIds() };
  const queue = createRoot(() =>
    createQueue({ ...tools, onFailure: (error) => failures.push(error) }),
  );
  const id = await completion.send(undefined, { text: 'one' }, model);
  await settle();
  const answer = async (words: string): Promise<void> => {
    server.say(words);
    server.finish();
    await settle();
  };
  const texts = () => conversations.path(id).map((message) => message.text);
  const waits = () => queue.of(id).map(({ text }) => text);
  return { ...state, queue, id, answer, texts, waits, failures };
}

test('questions are asked one after the other, each when the answer before it is done', async () => {
  const { queue, id, answer, texts, waits } = await running();
  await queue.add(id, { text: 'two' });
  await queue.add(id, { text: 'three' });
  expect(waits()).toEqual(['two', 'three']);
  await answer('first');
  expect([texts(), waits()]).toEqual([['one', 'first', 'two', ''], ['three']]);
  await answer('second');
  await answer('third');
  expect(texts()).toEqual(['one', 'first', 'two', 'second', 'three', 'third']);
  expect(waits()).toEqual([]);
});

test('a question leaves the queue in the same write that asks it', async () => {
  const { queue, id, answer, stored } = await running();
  await queue.add(id, { text: 'two' });
  const { saveTurn } = stored.repository;
  stored.repository.saveTurn = () => Promise.reject(new Error('disk full'));
  await answer('first');
  expect(stored.heads.get(id)?.queue).toMatchObject([{ text: 'two' }]);
  stored.repository.saveTurn = saveTurn;
  await queue.askNext(id);
  expect(stored.heads.get(id)).not.toHaveProperty('queue');
});

test('after a Stop the rest waits for a person', async () => {
  const { queue, completion, id, texts, waits } = await running();
  await queue.add(id, { text: 'two' });
  completion.stop(id);
  await settle();
  expect([texts(), waits()]).toEqual([['one', ''], ['two']]);
  await queue.askNext(id);
  expect([texts(), waits()]).toEqual([['one', '', 'two', ''], []]);
});

test('a question that comes as the answer ends is asked at once', async () => {
  const { queue, id, answer, texts } = await running();
  await answer('first');
  await queue.add(id, { text: 'two' });
  expect(texts()).toEqual(['one', 'first', 'two', '']);
});
