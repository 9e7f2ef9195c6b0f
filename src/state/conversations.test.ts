import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { streamLock } from './chat-reader';
import { createConversations } from './conversations';
import { browser, first, message, model, more, onScreen, streamed, turn } from './testing/browser';
import { alwaysIdle, linkedTabs, settle } from './testing/fakes';

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
    changeChats: async () => {
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
