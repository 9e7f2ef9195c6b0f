import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import type { Message } from '../core/chat/types';
import { createConversationRepository } from '../platform/conversation-repository';
import { createProviderRepository } from '../platform/provider-repository';
import { createSetAside } from '../platform/set-aside';
import { createSettingsRepository } from '../platform/settings-repository';
import { openFresh } from '../platform/testing/database';
import { message as record, provider } from '../platform/testing/records';
import { createToolServerRepository } from '../platform/tool-server-repository';
import { createConversations } from '../state/conversations';
import { createProviders } from '../state/providers';
import { createSettings } from '../state/settings';
import {
  alwaysIdle,
  fakeClock,
  fakeIds,
  fakeLocks,
  fakeTabs,
  noVault,
  settle,
} from '../state/testing/fakes';

/*
 * Tabs over one database that hear nothing of each other, which is how each is for a moment after a change elsewhere. What
 * they know is old, and still nobody overwrites anybody.
 */

const setAside = createSetAside();
const model = { providerId: 'p', modelId: 'm', providerLabel: 'Test', modelName: 'm' };
const message = (id: string, parentId: string | null, fields: Partial<Message> = {}): Message =>
  record(id, 'c', {
    parentId,
    role: id.startsWith('q') ? 'user' : 'assistant',
    createdAt: Number(id.slice(1)) * 10 + (id.startsWith('q') ? 0 : 1),
    text: id,
    ...fields,
  });

async function twoTabs() {
  const database = await openFresh();
  const repository = createConversationRepository(database, setAside);
  const locks = fakeLocks();
  const attachments = { readWhole: async () => [] };
  const open = async () => {
    const tools = {
      attachments,
      tabs: fakeTabs().own,
      locks,
      clock: fakeClock(),
      idle: alwaysIdle,
    };
    const tab = createRoot(() => createConversations({ ...tools, repository }));
    await tab.ready;
    return tab;
  };
  const first = await open();
  const messages = [message('q1', null), message('a1', 'q1')];
  await first.addTurn({ conversationId: undefined, model, messages });
  const second = await open();
  await second.open('c');
  return { first, second, repository, database, open };
}

test('a title, a pin and a folder from different tabs are all kept', async () => {
  const { first, second, repository } = await twoTabs();
  await first.rename('c', 'Renamed');
  await second.change('c', { pinned: true });
  await first.change('c', { folder: 'Work' });
  expect(await repository.getConversation('c')).toMatchObject({
    title: 'Renamed',
    pinned: true,
    folder: 'Work',
  });
});

test('questions that two tabs let wait both wait, and one that is taken out stays out', async () => {
  const { first, second, repository } = await twoTabs();
  await first.change('c', { queue: [{ id: 'one', text: '1' }] });
  await second.change('c', { queue: [{ id: 'two', text: '2' }] });
  await first.change('c', { queue: undefined });
  expect((await repository.getConversation('c'))?.queue).toEqual([{ id: 'two', text: '2' }]);
});

test('a turn keeps the title that another tab gave, and brings no deleted chat back', async () => {
  const { first, second, repository } = await twoTabs();
  await first.rename('c', 'Renamed');
  const messages = [message('q2', 'a1'), message('a2', 'q2')];
  await second.addTurn({ conversationId: 'c', model, messages });
  expect(await repository.getConversation('c')).toMatchObject({ title: 'Renamed', leafId: 'a2' });
  await first.remove('c');
  const more = [message('q3', 'a2'), message('a3', 'q3')];
  const late = second.addTurn({ conversationId: 'c', model, messages: more });
  await expect(late).rejects.toMatchObject({ code: 'gone' });
  expect(await repository.listMessages('c')).toEqual([]);
});

test('a turn on a branch that another tab has gone on with is refused, and writes nothing', async () => {
  const { first, second, repository } = await twoTabs();
  const messages = [message('q2', 'a1'), message('a2', 'q2')];
  await first.addTurn({ conversationId: 'c', model, messages, leaf: { id: 'a1' } });
  const stale = [message('q3', 'a1'), message('a3', 'q3')];
  const late = second.addTurn({ conversationId: 'c', model, messages: stale, leaf: { id: 'a1' } });
  await expect(late).rejects.toMatchObject({ code: 'stale' });
  expect((await repository.listMessages('c')).map(({ id }) => id)).toEqual([
    'q1',
    'a1',
    'q2',
    'a2',
  ]);
});

test('an answer that ended elsewhere keeps its text when the question above it is deleted here', async () => {
  const { first, second, repository } = await twoTabs();
  const answer = message('a2', 'q2', { status: 'streaming', text: '' });
  await first.addTurn({ conversationId: 'c', model, messages: [message('q2', 'a1'), answer] });
  await second.open('c');
  first.mutate('c', 'a2', (a2) => Object.assign(a2, { text: 'all of it', status: 'done' }));
  await first.persist('c', 'a2', 'strict');
  const undo = await second.removeMessage('c', 'q2');
  expect(await repository.getMessage('a2')).toMatchObject({ text: 'all of it', parentId: 'a1' });
  // The tab that wrote it knows nothing of its new place, and still does not undo it.
  await first.persist('c', 'a2', 'strict');
  expect(await repository.getMessage('a2')).toMatchObject({ parentId: 'a1' });
  await undo();
  expect(await repository.getMessage('a2')).toMatchObject({ text: 'all of it', parentId: 'q2' });
});

test('a message that was deleted elsewhere is not written again by the tab that streams it', async () => {
  const { first, second, repository } = await twoTabs();
  const answer = message('a2', 'q2', { status: 'streaming', text: '' });
  await first.addTurn({ conversationId: 'c', model, messages: [message('q2', 'a1'), answer] });
  await second.open('c');
  await second.removeMessage('c', 'a2');
  await first.persist('c', 'a2', 'relaxed');
  expect(await repository.getMessage('a2')).toBeUndefined();
});

test('summaries that two tabs write to different messages are both kept', async () => {
  const { first, second, repository } = await twoTabs();
  const summary = (text: string) => (changed: Message) => {
    changed.compaction = { text, createdAt: 1 };
  };
  await first.changeMessage('c', 'q1', summary('one'));
  await second.changeMessage('c', 'q1', (changed) => void (changed.text += ', edited'));
  expect(await repository.getMessage('q1')).toMatchObject({
    text: 'q1, edited',
    compaction: { text: 'one' },
  });
});

async function twoProviderTabs() {
  const database = await openFresh();
  const repository = createProviderRepository(database, setAside);
  await repository.save(provider('p1', { label: 'One' }));
  const open = async () => {
    const tab = createRoot(() =>
      createProviders({
        repository,
        tabs: fakeTabs().own,
        clock: fakeClock(),
        newId: fakeIds(),
        page: { origin: 'http://localhost', isSecureContext: true, isOnline: true },
        fetchFor: () => async () => Promise.reject(new TypeError('offline')),
        onFailure: () => {},
        demo: async () => undefined,
        onDemoRemoved: async () => {},
        vault: noVault,
      }),
    );
    await tab.ready;
    await settle();
    return tab;
  };
  return { repository, first: await open(), second: await open() };
}

const stored = async ({
  repository,
}: {
  repository: Awaited<ReturnType<typeof twoProviderTabs>>['repository'];
}) => (await repository.load()).providers;

test('a name and the limits of models from different tabs are all kept', async () => {
  const { repository, first, second } = await twoProviderTabs();
  await first.update('p1', { label: 'Mine' });
  await second.update('p1', { overrides: { a: { contextWindow: 1_000 } } });
  await first.update('p1', { overrides: { b: { contextWindow: 2_000 } } });
  expect(await stored({ repository })).toMatchObject([
    { label: 'Mine', overrides: { a: { contextWindow: 1_000 }, b: { contextWindow: 2_000 } } },
  ]);
});

test('a provider that was removed elsewhere does not come back with a change here', async () => {
  const { repository, first, second } = await twoProviderTabs();
  await first.remove('p1');
  await second.update('p1', { label: 'Still here' });
  expect(await stored({ repository })).toEqual([]);
  expect(second.list).toEqual([]);
});

test('a key never meets the address that another tab gave meanwhile', async () => {
  const { repository, first, second } = await twoProviderTabs();
  await first.update('p1', { baseUrl: 'https://other.example/v1' });
  await second.update('p1', { apiKey: 'sk-for-the-old-address' });
  const [saved] = await stored({ repository });
  expect(saved).toMatchObject({
    baseUrl: 'http://localhost:1234/v1',
    apiKey: 'sk-for-the-old-address',
  });
  await first.update('p1', { baseUrl: 'https://other.example/v1', apiKey: 'sk-new' });
  const { baseUrl, apiKey } = saved ?? provider('p1');
  await second.note({ id: 'p1', baseUrl, apiKey }, () => ({
    calibrations: { m: { factor: 2, samples: 1 } as never },
  }));
  expect(await stored({ repository })).toMatchObject([
    { baseUrl: 'https://other.example/v1', apiKey: 'sk-new' },
  ]);
  expect((await stored({ repository }))[0]).not.toHaveProperty('calibrations');
});

test('both default models are kept when two tabs choose one each', async () => {
  const { repository, first, second } = await twoProviderTabs();
  await first.setDefaults({ orchestrationModel: 'big' });
  await second.setDefaults({ summarizeModel: 'small' });
  expect(await repository.load()).toMatchObject({
    orchestrationModel: 'big',
    summarizeModel: 'small',
  });
});

test('an import keeps the provider that another tab added, and what it changed', async () => {
  const { repository, first, second } = await twoProviderTabs();
  const { providers, ...setup } = structuredClone(second.setup());
  await first.add(
    { input: 'http://localhost:9/v1', apiKey: '', label: 'Added' },
    'http://localhost:9/v1',
  );
  await first.update('p1', { label: 'Mine' });
  await second.replaceSetup({
    ...setup,
    providers: [...providers, provider('p2', { label: 'Imported', createdAt: 9 })],
  });
  const labels = (await stored({ repository })).map(({ label }) => label).sort();
  expect(labels).toEqual(['Added', 'Imported', 'Mine']);
  expect(second.list.map(({ label }) => label).sort()).toEqual(labels);
});

test('settings that two tabs change are both kept, entries of one list too', async () => {
  const repository = createSettingsRepository(await openFresh());
  const open = async () => {
    const tab = createSettings({ repository, tabs: fakeTabs().own, onChange: () => {} });
    await tab.ready;
    return tab;
  };
  const [first, second] = [await open(), await open()];
  await first.set('theme', 'dark');
  await second.set('stream', false);
  await first.set('toolsAlways', ['mcp:a']);
  await second.set('toolsAlways', ['mcp:b']);
  expect(await repository.load()).toMatchObject({
    theme: 'dark',
    stream: false,
    toolsAlways: ['mcp:a', 'mcp:b'],
  });
  expect(second.values.theme).toBe('dark');
});

test('of a tool server, a hidden tool and a list of tools from different tabs are both kept', async () => {
  const repository = createToolServerRepository(await openFresh(), setAside);
  const before = {
    ...{ id: 's', label: 'S', slug: 's', url: 'http://localhost:1/mcp', headers: {} },
    ...{ isEnabled: true, clientId: '', hidden: ['a'], createdAt: 1 },
  };
  await repository.save(before);
  await repository.save({ ...before, hidden: ['a', 'b'] }, before);
  await repository.save({ ...before, seen: { tools: [], at: 5 } }, before);
  expect(await repository.list()).toEqual([
    { ...before, hidden: ['a', 'b'], seen: { tools: [], at: 5 } },
  ]);
  // A sign-in of the old address stays away from the new one.
  const moved = { ...before, url: 'https://other.example/mcp' };
  await repository.save(moved, before);
  await repository.save({ ...before, signIn: { accessToken: 't' } as never }, before);
  expect((await repository.list())[0]).not.toHaveProperty('signIn');
});
