import { expect, test } from 'vitest';
import { removeChats } from './remove-chats';
import { browser, first } from './testing/browser';

type Tools = Parameters<typeof removeChats>[0];

async function setUp() {
  const conversations = await browser().open();
  await conversations.addTurn(first());
  let at = '#/chat/c';
  let press = (): void => {};
  let undone: Promise<unknown> = Promise.resolve();
  const tools: Tools = {
    conversations,
    completion: { stop: () => {} },
    notices: {
      show: (_text, action) => void (press = action?.run ?? press),
      offer: () => {},
      warn: (text) => expect.unreachable(text),
      during: (_text, work) => work,
    },
    navigate: (hash) => void (at = hash),
    place: () => at,
    attempt: async (run) => void (await (undone = run())),
  };
  const undo = (): Promise<unknown> => {
    press();
    return undone;
  };
  return { conversations, tools, undo, goTo: tools.navigate, at: tools.place };
}

test('the chat on the page leads to a new one, and Undo back to it', async () => {
  const { tools, conversations, undo, at } = await setUp();
  await removeChats(tools, ['c'], 'c');
  expect(at()).toBe('#/');
  await undo();
  expect(at()).toBe('#/chat/c');
  expect(conversations.get('c')).toBeDefined();
});

test('whoever goes elsewhere while a chat is deleted or comes back stays there', async () => {
  const { tools, conversations, undo, goTo, at } = await setUp();
  const removal = removeChats(tools, ['c'], 'c');
  goTo('#/settings');
  await removal;
  expect(at()).toBe('#/settings');
  const restoration = undo();
  goTo('#/providers');
  await restoration;
  expect(conversations.get('c')).toBeDefined();
  expect(at()).toBe('#/providers');
});
