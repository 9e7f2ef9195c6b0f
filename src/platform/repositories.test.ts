import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProviderSetup } from '../core/providers/repository';
import { draftOwner } from '../core/attachments/owner';
import type { Attachment } from '../core/chat/types';
import type { Preset, Prompt } from '../core/library/types';
import { defaultSettings } from '../core/settings/types';
import { createAttachmentRepository } from './attachment-repository';
import { createConversationRepository } from './conversation-repository';
import type { Database } from './database';
import { createLibraryRepository, createMemoryLibrary } from './library-repository';
import { createMemoryRepositories, type Repositories } from './memory-repositories';
import { createProviderRepository } from './provider-repository';
import { createSetAside, type SetAside } from './set-aside';
import { createSettingsRepository } from './settings-repository';
import { openFresh, putRaw, rawRecords } from './testing/database';
import { conversation, message, provider } from './testing/records';

let database: Database;
let setAside: SetAside;
const onSetAside = vi.fn();
let stored: Repositories;

beforeEach(async () => {
  onSetAside.mockClear();
  database = await openFresh();
  setAside = createSetAside(onSetAside);
  stored = {
    providers: createProviderRepository(database, setAside),
    conversations: createConversationRepository(database, setAside),
    attachments: createAttachmentRepository(database, setAside),
    settings: createSettingsRepository(database),
  };
});

const allOfThem = { count: 100 };

const setup: ProviderSetup = {
  providers: [provider('p1'), provider('p2', { key: 'vllm', createdAt: 2 })],
  remainder: { entries: { anthropic: { api_key: 'x' } }, extra: { planning_model: 'm' } },
  orchestrationModel: 'qwen2.5-7b',
  summarizeModel: '',
};

describe.each(['stored', 'in memory'])('repositories, %s', (kind) => {
  let repositories: Repositories;
  beforeEach(() => {
    repositories = kind === 'stored' ? stored : createMemoryRepositories();
  });

  test('start empty, with default settings', async () => {
    expect(await repositories.providers.load()).toEqual({
      providers: [],
      remainder: { entries: {}, extra: {} },
      orchestrationModel: '',
      summarizeModel: '',
    });
    expect(await repositories.conversations.listConversations(allOfThem)).toEqual({ heads: [] });
    expect(await repositories.conversations.getConversation('c1')).toBeUndefined();
    expect(await repositories.settings.load()).toEqual(defaultSettings);
  });

  test('give back a setup as it was, and replace it whole', async () => {
    await repositories.providers.save(provider('old'));
    await repositories.providers.replaceAll(setup);
    expect(await repositories.providers.load()).toEqual(setup);
    await repositories.providers.remove('p1');
    expect((await repositories.providers.load()).providers).toEqual([setup.providers[1]]);
  });

  test('changing the default models leaves the rest of the setup alone', async () => {
    await repositories.providers.replaceAll(setup);
    const defaults = { orchestrationModel: 'a', summarizeModel: 'b' };
    await repositories.providers.saveDefaults(defaults);
    expect(await repositories.providers.load()).toEqual({ ...setup, ...defaults });
  });

  test('list chats newest first, and the messages of one chat in order of creation', async () => {
    const { conversations } = repositories;
    await conversations.saveConversations([conversation('c1', { updatedAt: 5 })]);
    await conversations.saveTurn(conversation('c2', { updatedAt: 9 }), [
      message('m1', 'c2', { createdAt: 20 }),
      message('m2', 'c2', { createdAt: 3 }),
    ]);
    const { heads } = await conversations.listConversations(allOfThem);
    expect(heads.map(({ id }) => id)).toEqual(['c2', 'c1']);
    expect((await conversations.listMessages('c2')).map(({ id }) => id)).toEqual(['m2', 'm1']);
  });

  test('give back the end of a chat, in its order', async () => {
    const { conversations } = repositories;
    const all = [1, 2, 3, 4].map((at) => message(`m${at}`, 'c1', { createdAt: at }));
    await conversations.saveTurn(conversation('c1'), all);
    await conversations.saveTurn(conversation('c2'), [message('x', 'c2', { createdAt: 9 })]);
    const ids = async (count: number) =>
      (await conversations.listEnd('c1', count)).map(({ id }) => id);
    expect(await ids(2)).toEqual(['m3', 'm4']);
    expect(await ids(9)).toEqual(['m1', 'm2', 'm3', 'm4']);
    const sameMoment = ['s1', 's2', 's3'].map((id) => message(id, 'c3', { createdAt: 7 }));
    await conversations.saveTurn(conversation('c3'), sameMoment);
    expect((await conversations.listEnd('c3', 2)).map(({ id }) => id)).toEqual(['s2', 's3']);
    expect(await conversations.listEnd('nowhere', 2)).toEqual([]);
  });

  test('page through the chats, newest first, those of one moment together', async () => {
    const { conversations } = repositories;
    const times = { c1: 5, c2: 9, c3: 7, c4: 7, c5: 1, c6: 7 };
    for (const [id, updatedAt] of Object.entries(times))
      await conversations.saveConversations([conversation(id, { updatedAt })]);
    const first = await conversations.listConversations({ count: 2 });
    expect(first.heads.map(({ updatedAt }) => updatedAt)).toEqual([9, 7, 7, 7]);
    expect(first.next).toBe(7);
    const second = await conversations.listConversations({ count: 5, before: first.next });
    expect(second.heads.map(({ id }) => id)).toEqual(['c1', 'c5']);
    expect(second.next).toBeUndefined();
    const one: string[] = [];
    for (let before: number | undefined = Infinity; before !== undefined;) {
      const page = await conversations.listConversations({ count: 1, before });
      one.push(...page.heads.map(({ id }) => id));
      before = page.next;
    }
    expect(one.toSorted()).toEqual(Object.keys(times));
  });

  test('removing a chat removes its messages and no others', async () => {
    const { conversations } = repositories;
    await conversations.saveTurn(conversation('c1'), [message('m1', 'c1'), message('m2', 'c1')]);
    await conversations.saveTurn(conversation('c2'), [message('m3', 'c2'), message('m4', 'c2')]);
    await conversations.removeConversations(['c1']);
    await conversations.removeMessages(['m4']);
    expect(await conversations.getConversation('c1')).toBeUndefined();
    expect(await conversations.listMessages('c1')).toEqual([]);
    expect((await conversations.listMessages('c2')).map(({ id }) => id)).toEqual(['m3']);
  });

  test('give back one message, and write none of a chat that is gone', async () => {
    const { conversations } = repositories;
    await conversations.saveTurn(conversation('c1'), [message('m1', 'c1')]);
    await conversations.saveMessage(message('m1', 'c1', { text: 'more' }), 'relaxed');
    expect(await conversations.getMessage('m1')).toMatchObject({ text: 'more' });
    await conversations.removeConversations(['c1']);
    await conversations.saveMessage(message('m1', 'c1', { text: 'even more' }), 'relaxed');
    expect(await conversations.getMessage('m1')).toBeUndefined();
  });

  const attachment = (id: string, conversationId: string) => ({
    id,
    conversationId,
    blob: new Blob([`bytes of ${id}`], { type: 'image/png' }),
  });
  const asking = (messageId: string, chat: string, ...attached: string[]) =>
    message(messageId, chat, {
      attachments: attached.map((id): Attachment => ({
        id,
        kind: 'image',
        name: `${id}.png`,
        type: 'image/png',
        bytes: 1,
      })),
    });
  const ownersOf = async (...ids: string[]) => {
    const found = await repositories.attachments.read(ids);
    return Object.fromEntries(found.map(({ id, conversationId }) => [id, conversationId]));
  };

  test('a turn takes over what it brings from the composer, and nothing of another chat', async () => {
    const { attachments, conversations } = repositories;
    await attachments.save({ ...attachment('a1', draftOwner(5)), text: 'words' });
    await attachments.save(attachment('a2', 'c9'));
    await conversations.saveTurn(conversation('c1'), [asking('m1', 'c1', 'a1', 'a2', 'a3')]);
    expect(await ownersOf('a1', 'a2', 'a3')).toEqual({ a1: 'c1', a2: 'c9' });
    const [whole] = await attachments.readWhole('c1');
    expect(whole?.text).toBe('words');
    expect(await whole?.blob.text()).toBe('bytes of a1');
    expect(whole?.blob.type).toBe('image/png');
  });

  test('a question that waits in the head of its chat keeps what goes along with it', async () => {
    const { attachments, conversations } = repositories;
    await attachments.save(attachment('a1', draftOwner(5)));
    const { attachments: attached = [] } = asking('m1', 'c1', 'a1');
    const queue = [{ id: 'q1', text: 'Next', attachments: attached }];
    await conversations.saveConversations([conversation('c1', { queue })]);
    expect(await ownersOf('a1')).toEqual({ a1: 'c1' });
  });

  test('a chat takes its attachments along, and they come back with it', async () => {
    const { attachments, conversations } = repositories;
    for (const id of ['a1', 'a2']) await attachments.save(attachment(id, draftOwner(5)));
    await conversations.saveTurn(conversation('c1'), [asking('m1', 'c1', 'a1')]);
    await conversations.saveTurn(conversation('c2'), [asking('m2', 'c2', 'a2')]);
    const kept = await attachments.readWhole('c1');
    await conversations.removeConversations(['c1']);
    expect(await ownersOf('a1', 'a2')).toEqual({ a2: 'c2' });
    await conversations.saveTurn(conversation('c1'), [asking('m1', 'c1', 'a1')], kept);
    expect(await ownersOf('a1', 'a2')).toEqual({ a1: 'c1', a2: 'c2' });
    await conversations.removeMessages(['m1'], ['a1']);
    expect(await ownersOf('a1', 'a2')).toEqual({ a2: 'c2' });
  });

  test('drafts stay for a month after somebody wanted them, orphans of a chat go at once', async () => {
    const { attachments, conversations } = repositories;
    const day = 24 * 60 * 60 * 1000;
    for (const id of ['old', 'wanted']) await attachments.save(attachment(id, draftOwner(0)));
    await attachments.save(attachment('lost', 'c9'));
    await attachments.save(attachment('sent', draftOwner(0)));
    await conversations.saveTurn(conversation('c1'), [asking('m1', 'c1', 'sent')]);
    expect(await attachments.touchDrafts(['wanted', 'sent', 'gone'], 20 * day)).toEqual([
      'wanted',
      'sent',
    ]);
    await attachments.removeOrphans(31 * day);
    expect(Object.keys(await ownersOf('old', 'wanted', 'lost', 'sent'))).toEqual([
      'wanted',
      'sent',
    ]);
    expect(await ownersOf('sent')).toEqual({ sent: 'c1' });
  });

  test('keep settings', async () => {
    const changed = { ...defaultSettings, theme: 'dark', enterSends: false } as const;
    await repositories.settings.save(changed, defaultSettings);
    expect(await repositories.settings.load()).toMatchObject({ theme: 'dark', enterSends: false });
  });
});

describe.each(['stored', 'in memory'])('the library, %s', (kind) => {
  test('keeps presets and prompts as they were, and takes one out', async () => {
    const library =
      kind === 'stored' ? createLibraryRepository(database, setAside) : createMemoryLibrary();
    expect(await library.list()).toEqual([]);
    const preset: Preset = {
      kind: 'preset',
      id: 'a',
      createdAt: 1,
      name: 'Precise',
      model: { providerId: 'p', modelId: 'm', providerLabel: 'P', modelName: 'M' },
      settings: { temperature: 0.2, stop: ['END'], extra: { top_k: 40 } },
      stream: false,
    };
    const prompt: Prompt = {
      kind: 'prompt',
      id: 'b',
      createdAt: 2,
      title: 'Sum up',
      text: '{{x}}',
    };
    await library.save(preset);
    await library.save({ ...prompt, text: 'old' });
    await library.save(prompt);
    expect(await library.list()).toEqual([preset, prompt]);
    await library.remove('a');
    expect(await library.list()).toEqual([prompt]);
  });
});

describe('stored records', () => {
  test('what is no preset and no prompt is set aside, and stays', async () => {
    await putRaw(database, 'library', { id: 'x', kind: 'tool', name: 'of a newer Patchbay' });
    await putRaw(database, 'library', { id: 'y', kind: 'prompt', title: 'Without a text' });
    expect(await createLibraryRepository(database, setAside).list()).toEqual([]);
    expect(setAside.count()).toBe(2);
    expect(await rawRecords(database, 'library')).toHaveLength(2);
  });

  test('replacing a setup is all or nothing', async () => {
    await stored.providers.replaceAll(setup);
    const unstorable = provider('p3', { label: (() => 'no record') as unknown as string });
    const failing = {
      ...setup,
      orchestrationModel: 'new',
      providers: [provider('p4'), unstorable],
    };
    await expect(stored.providers.replaceAll(failing)).rejects.toMatchObject({ code: 'failed' });
    expect(await stored.providers.load()).toEqual(setup);
  });

  test('broken ones are left out, counted once and kept, also through a replacement', async () => {
    await stored.providers.save(provider('p1'));
    await putRaw(database, 'providers', { id: 'broken', baseUrl: 7 });
    expect((await stored.providers.load()).providers).toEqual([provider('p1')]);
    await stored.providers.replaceAll(setup);
    expect(await stored.providers.load()).toEqual(setup);
    expect(onSetAside.mock.calls).toEqual([['providers', 'broken']]);
    expect(setAside.count()).toBe(1);
    expect(await rawRecords(database, 'providers')).toContainEqual({ id: 'broken', baseUrl: 7 });
  });

  test('one broken message does not hide its chat', async () => {
    await stored.conversations.saveTurn(conversation('c1'), [message('m1', 'c1')]);
    await putRaw(database, 'messages', { id: 'm2', conversationId: 'c1', createdAt: 2 });
    await putRaw(database, 'conversations', { id: 'c2', title: 'No time' });
    expect(await stored.conversations.listMessages('c1')).toEqual([message('m1', 'c1')]);
    const { heads } = await stored.conversations.listConversations(allOfThem);
    expect(heads).toEqual([conversation('c1')]);
    expect(setAside.count()).toBe(2);
  });

  test('a head without the time of its last change comes with the last page, and its creation counts', async () => {
    for (const [id, updatedAt] of [
      ['c1', 5],
      ['c2', 3],
    ] as const)
      await stored.conversations.saveConversations([conversation(id, { updatedAt })]);
    await putRaw(database, 'conversations', { id: 'c3', title: '', createdAt: 4 });
    await putRaw(database, 'conversations', { id: 'c4', title: '', createdAt: 1, updatedAt: 'x' });
    const { next } = await stored.conversations.listConversations({ count: 1 });
    const last = await stored.conversations.listConversations({ count: 5, before: next });
    expect(last.heads.map(({ id }) => id)).toEqual(['c3', 'c2', 'c4']);
    expect(setAside.count()).toBe(0);
  });

  test('listing a page of chats reads the heads of that page, and no message', async () => {
    for (const at of [1, 2, 3, 4, 5]) {
      const turn = [message(`m${at}`, `c${at}`)];
      await stored.conversations.saveTurn(conversation(`c${at}`, { updatedAt: at }), turn);
    }
    // A broken record that had been read would have been set aside.
    await putRaw(database, 'conversations', { id: 'c1', updatedAt: 1 });
    await putRaw(database, 'messages', { id: 'm5' });
    await stored.conversations.listConversations({ count: 2 });
    await stored.conversations.listConversations({ count: 2, before: 4 });
    expect(setAside.count()).toBe(0);
    await stored.conversations.listConversations({ count: 2, before: 2 });
    expect(onSetAside.mock.calls).toEqual([['conversations', 'c1']]);
  });

  test('one that a newer Patchbay spelled is set aside, not guessed at', async () => {
    await putRaw(database, 'conversations', { ...conversation('c1'), v: 2 });
    expect(await stored.conversations.getConversation('c1')).toBeUndefined();
    expect(onSetAside).toHaveBeenCalledExactlyOnceWith('conversations', 'c1');
  });

  test('listing a chat reads its own records only', async () => {
    await stored.conversations.saveTurn(conversation('c1'), [message('m1', 'c1')]);
    await putRaw(database, 'messages', { id: 'x', conversationId: 'c10', createdAt: 1 });
    await putRaw(database, 'messages', { id: 'y', conversationId: 'c0', createdAt: 1 });
    expect(await stored.conversations.listMessages('c1')).toEqual([message('m1', 'c1')]);
    // A broken record that had been read would have been set aside.
    expect(setAside.count()).toBe(0);
  });

  test('settings of a newer Patchbay survive a save', async () => {
    await putRaw(database, 'settings', { fontSize: 18, theme: 'light' }, 'settings');
    const settings = await stored.settings.load();
    await stored.settings.save({ ...settings, theme: 'dark' }, settings);
    expect(await rawRecords(database, 'settings')).toEqual([
      { fontSize: 18, ...defaultSettings, theme: 'dark' },
    ]);
  });
});
