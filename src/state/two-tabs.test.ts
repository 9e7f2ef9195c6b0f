import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { createQueue } from './queue';
import { fakeIds, linkedTabs, microtaskScheduler, settle } from './testing/fakes';
import { fakeBrowser, setUp } from './testing/running-completion';

/** Two tabs of one browser with one chat in both, whose first answer is done. */
async function twoTabs(hear = true) {
  const browser = fakeBrowser(hear ? linkedTabs() : undefined);
  const open = async () => {
    const state = await setUp(microtaskScheduler(), [], browser);
    const { conversations, completion, providers, clock } = state;
    const failures: unknown[] = [];
    const parts = { conversations, completion, providers, clock, newId: fakeIds() };
    const queue = createRoot(() =>
      createQueue({ ...parts, onFailure: (error) => failures.push(error) }),
    );
    const end = async (words: string): Promise<void> => {
      state.server.say(words);
      state.server.finish();
      await settle();
    };
    return { ...state, queue, failures, end };
  };
  const [one, two] = [await open(), await open()];
  const id = await one.completion.send(undefined, { text: 'first' }, one.model);
  await settle();
  await one.end('answer');
  await two.conversations.open(id);
  const texts = (tab: typeof one) => tab.conversations.path(id).map(({ text }) => text);
  return { one, two, id, texts, stored: browser.stored };
}

test('a chat is answered by one tab at a time: the other says so, and writes nothing', async () => {
  const { one, two, id, stored } = await twoTabs();
  const sends = [
    one.completion.send(id, { text: 'from one' }, one.model),
    two.completion.send(id, { text: 'from two' }, two.model),
  ];
  const [first, second] = await Promise.allSettled(sends);
  expect(first).toMatchObject({ status: 'fulfilled' });
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'elsewhere' } });
  expect(stored.messages.size).toBe(4);
  expect(two.completion.isRunning(id)).toBe(false);
  await settle();
  await one.end('done');
  await two.completion.send(id, { text: 'from two' }, two.model);
  await settle();
  await two.end('done too');
  expect(stored.messages.size).toBe(6);
});

test('retry, edit, go on and summarise say so too', async () => {
  const { one, two, id } = await twoTabs();
  await one.completion.send(id, { text: 'second' }, one.model);
  await settle();
  const [question, answer] = two.conversations.path(id).map((message) => message.id);
  const elsewhere = { code: 'elsewhere' };
  const { completion, model } = two;
  await expect(completion.retry(id, answer ?? '', model)).rejects.toMatchObject(elsewhere);
  const edited = completion.edit(id, question ?? '', { text: 'other' }, model);
  await expect(edited).rejects.toMatchObject(elsewhere);
  await expect(completion.resume(id, answer ?? '')).rejects.toMatchObject(elsewhere);
  await expect(completion.compact(id, { model })).rejects.toMatchObject(elsewhere);
});

test('what two tabs send at the same moment is all asked, in one line and one after the other', async () => {
  const { one, two, id, texts, stored } = await twoTabs();
  await one.completion.send(id, { text: 'from one' }, one.model);
  await two.queue.add(id, { text: 'from two' });
  await settle();
  await one.end('to one');
  // The tab whose answer was done has asked it.
  await one.end('to two');
  expect(texts(one)).toEqual(['first', 'answer', 'from one', 'to one', 'from two', 'to two']);
  expect(texts(two)).toEqual(texts(one));
  expect(stored.messages.size).toBe(6);
  expect([...one.failures, ...two.failures]).toEqual([]);
});

test('a question that waits is asked once, also when both tabs set out to', async () => {
  const { one, two, id, stored } = await twoTabs();
  await one.completion.send(id, { text: 'second' }, one.model);
  await settle();
  await two.queue.add(id, { text: 'third' });
  one.completion.stop(id);
  await settle();
  await Promise.all([one.queue.askNext(id), two.queue.askNext(id)]);
  await settle();
  await one.end('to third');
  await two.end('to third');
  const asked = [...stored.messages.values()].filter(({ text }) => text === 'third');
  expect(asked).toHaveLength(1);
  expect([...one.failures, ...two.failures]).toEqual([]);
});

test('a tab that knows the head of the last turn alone reads it before it goes on behind it', async () => {
  const { one, two, id } = await twoTabs(false);
  await one.completion.send(id, { text: 'second' }, one.model);
  await settle();
  await one.end('to second');
  await two.conversations.rename(id, 'Renamed');
  await two.completion.send(id, { text: 'third' }, two.model);
  await settle();
  expect(two.conversations.path(id).map(({ text }) => text)).toEqual([
    ...['first', 'answer', 'second', 'to second', 'third', ''],
  ]);
});

test('a tab that has heard nothing of the last turn goes on behind it, and sends it along', async () => {
  const { one, two, id, stored } = await twoTabs(false);
  await one.completion.send(id, { text: 'second' }, one.model);
  await settle();
  await one.end('to second');
  await two.completion.send(id, { text: 'third' }, two.model);
  await settle();
  const sent = two.server.requests.at(-1)?.body;
  expect(JSON.stringify(sent)).toContain('to second');
  await two.end('to third');
  expect(two.conversations.path(id).map(({ text }) => text)).toEqual([
    ...['first', 'answer', 'second', 'to second', 'third', 'to third'],
  ]);
  expect(stored.messages.size).toBe(6);
});
