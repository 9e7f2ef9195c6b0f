import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { createConversationRepository } from '../platform/conversation-repository';
import { createSetAside } from '../platform/set-aside';
import { newProfile, openFresh } from '../platform/testing/database';
import { message } from '../platform/testing/records';
import { createConversations } from '../state/conversations';
import { alwaysIdle, fakeClock, fakeLocks, linkedTabs } from '../state/testing/fakes';
import { TurnError } from '../state/turn-error';

const model = { providerId: 'p', modelId: 'm', providerLabel: 'Test', modelName: 'm' };

/** Two tabs with a connection each to one database, that hear each other. */
async function twoTabs() {
  const factory = newProfile();
  const newTab = linkedTabs();
  const locks = fakeLocks();
  let at = 0;
  const open = async () => {
    const database = await openFresh({ factory });
    const repository = createConversationRepository(database, createSetAside());
    const attachments = { readWhole: async () => [] };
    const tools = { attachments, tabs: newTab(), locks, clock: fakeClock(), idle: alwaysIdle };
    const tab = createRoot(() => createConversations({ ...tools, repository }));
    await tab.ready;
    return { ...tab, repository };
  };
  const turn = (chat: string, name: string, parentId: string | null) => {
    at += 2;
    const question = message(`q-${name}`, chat, { parentId, createdAt: at, text: name });
    const answer = { role: 'assistant', createdAt: at + 1, parentId: question.id } as const;
    return [question, message(`a-${name}`, chat, { ...answer, text: `To ${name}` })];
  };
  return { open, turn };
}

test('two tabs write a thousand messages each, in one chat and in their own: none is lost', async () => {
  const { open, turn } = await twoTabs();
  const tabs = [await open(), await open()] as const;
  const [one, two] = tabs;
  const begin = (chat: string, tab: (typeof tabs)[number]) =>
    tab.addTurn({ conversationId: undefined, model, messages: turn(chat, `${chat}-0`, null) });
  await begin('both', one);
  await begin('of-one', one);
  await begin('of-two', two);
  await Promise.all(tabs.map((tab) => tab.open('both')));

  async function ask(tab: (typeof tabs)[number], chat: string, name: string): Promise<void> {
    for (;;) {
      const leaf = { id: tab.get(chat)?.leafId };
      const messages = turn(chat, name, leaf.id ?? null);
      try {
        return await tab.addTurn({ conversationId: chat, model, messages, leaf });
      } catch (error) {
        if (!(error instanceof TurnError)) throw error;
        await tab.open(chat);
      }
    }
  }
  // Turns of two messages: 100 in the chat that both have open, 400 in a chat of its own.
  const work = tabs.map(async (tab, index) => {
    for (let count = 0; count < 100; count += 1) await ask(tab, 'both', `both-${index}-${count}`);
    const own = index === 0 ? 'of-one' : 'of-two';
    for (let count = 1; count <= 400; count += 1) await ask(tab, own, `${own}-${count}`);
  });
  await Promise.all(work);

  const chats = ['both', 'of-one', 'of-two'];
  const stored = (await Promise.all(chats.map((id) => one.repository.listMessages(id)))).flat();
  const wanted = 2 * (1 + 200 + 401 + 401);
  expect(new Set(stored.map(({ text }) => text)).size).toBe(wanted);
  // One line each: nothing hangs beside something else, where it would be hidden as a version.
  expect(
    new Set(stored.map(({ conversationId, parentId }) => `${conversationId} ${parentId}`)).size,
  ).toBe(wanted);
  process.stdout.write(`${stored.length} messages, lost: ${wanted - stored.length}\n`);
}, 120_000);
