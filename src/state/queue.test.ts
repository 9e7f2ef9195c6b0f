import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { someTool } from '../core/tools/testing/some-tool';
import type { Tool } from '../core/tools/types';
import { createQueue } from './queue';
import { fakeIds, microtaskScheduler, settle } from './testing/fakes';
import { setUp } from './testing/running-completion';

async function running(builtin: readonly Tool[] = []) {
  const state = await setUp(microtaskScheduler(), builtin);
  const { completion, conversations, providers, clock, server, model } = state;
  const failures: unknown[] = [];
  const parts = { conversations, completion, providers, clock, newId: fakeIds() };
  const queue = createRoot(() =>
    createQueue({ ...parts, onFailure: (error) => failures.push(error) }),
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

test('a question waits for the whole turn with tools, and for a person after a Stop in it', async () => {
  const time = someTool('time', { asks: 'each-time' });
  const { queue, id, answer, server, tools, completion, conversations, texts, waits } =
    await running([time]);
  await queue.add(id, { text: 'two' });
  await queue.add(id, { text: 'three' });
  const isAsked = (): boolean => {
    const messageId = conversations.path(id).at(-1)?.id ?? '';
    return tools.call({ messageId, index: 0 })?.kind === 'asks';
  };
  server.call(['time', '{}']);
  server.finish();
  await expect.poll(isAsked).toBe(true);
  expect(waits()).toEqual(['two', 'three']);
  tools.decide({ messageId: conversations.path(id).at(-1)?.id ?? '', index: 0 }, 'once');
  await expect.poll(() => server.requests.length).toBe(2);
  await settle();
  expect(waits()).toEqual(['two', 'three']);
  await answer('Noon.');
  await expect.poll(waits).toEqual(['three']);
  expect(texts()).toEqual(['one', '', 'Noon.', 'two', '']);
  await settle();
  server.call(['time', '{}']);
  server.finish();
  await expect.poll(isAsked).toBe(true);
  completion.stop(id);
  await expect.poll(() => completion.isRunning(id)).toBe(false);
  await settle();
  expect(waits()).toEqual(['three']);
});

test('a question leaves the queue in the same write that asks it', async () => {
  const { queue, id, answer, stored } = await running();
  await queue.add(id, { text: 'two' });
  const { changeChats } = stored.repository;
  stored.repository.changeChats = () => Promise.reject(new Error('disk full'));
  await answer('first');
  expect(stored.heads.get(id)?.queue).toMatchObject([{ text: 'two' }]);
  stored.repository.changeChats = changeChats;
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

test('what is asked after a Stop goes when the chat is free, unless others wait before it', async () => {
  const { queue, completion, id, texts, waits } = await running();
  completion.stop(id);
  await queue.add(id, { text: 'two' });
  await settle();
  expect([texts(), waits()]).toEqual([['one', '', 'two', ''], []]);
  await queue.add(id, { text: 'three' });
  completion.stop(id);
  await queue.add(id, { text: 'four' });
  await settle();
  expect([texts(), waits()]).toEqual([
    ['one', '', 'two', ''],
    ['three', 'four'],
  ]);
});

test('a question that comes as the answer ends is asked at once', async () => {
  const { queue, id, answer, texts } = await running();
  await answer('first');
  await queue.add(id, { text: 'two' });
  expect(texts()).toEqual(['one', 'first', 'two', '']);
});
