import { expect, test } from 'vitest';
import { streamLock } from './chat-reader';
import { browser, first, message, more, streamed, turn } from './testing/browser';
import { settle } from './testing/fakes';

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

test('the rest of a long chat waits for an idle moment, a short chat does not', async () => {
  const { repository, open } = browser();
  const writer = await open();
  await writer.addTurn(longChat(500));
  await writer.addTurn(turn(message('q', null, { conversationId: 'short' })));
  const listed: string[] = [];
  const listMessages = (id: string) => {
    listed.push(id);
    return repository.listMessages(id);
  };
  let go = (): void => {};
  const moment = new Promise<void>((resolve) => (go = resolve));
  const tab = await open({ listMessages }, () => moment);
  const opening = tab.open('c');
  await settle();
  expect(tab.isShown('c')).toBe(true);
  await tab.open('short');
  expect(listed).toEqual(['short']);
  go();
  await opening;
  expect(tab.path('c')).toHaveLength(500);
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
