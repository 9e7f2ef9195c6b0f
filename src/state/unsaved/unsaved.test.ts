import { expect, test } from 'vitest';
import type { Conversation, Message } from '../../core/chat/types';
import { newAnswer, newQuestion } from '../../core/chat/new-message';
import type { LibraryEntry, LibraryRepository } from '../../core/library/types';
import type { Provider } from '../../core/providers/types';
import {
  linkedTabs,
  fakeClock,
  fakeConversationRepository,
  fakeProviderRepository,
  settle,
} from '../testing/fakes';
import { createUnsavedDoor } from './door';
import { createUnsaved } from './unsaved';

/** What the disk says to writes; undefined: it takes them. */
interface Disk {
  failure: unknown;
}

const full = Object.assign(new Error('full'), { code: 'full' });
const outdated = Object.assign(new Error('outdated'), { code: 'outdated' });

/** The repository over a disk that may refuse writes; reading goes on. */
function failing<T extends object>(repository: T, disk: Disk): T {
  return new Proxy(repository, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      return async (...args: unknown[]) => {
        if (disk.failure && /^(save|replace|remove)/.test(String(name))) throw disk.failure;
        const result: unknown = await Reflect.apply(method as () => unknown, target, args);
        return result;
      };
    },
  });
}

function setUp() {
  const disk: Disk = { failure: undefined };
  const stored = fakeConversationRepository();
  const providers = fakeProviderRepository();
  const clock = fakeClock();
  const link = linkedTabs();
  const heard: object[] = [];
  const other = link();
  other.subscribe((event) => heard.push(event));
  const holds: boolean[] = [];
  const library = new Map<string, LibraryEntry>();
  const raw = {
    conversations: failing(stored.repository, disk),
    providers: failing(providers, disk),
  };
  const door = createUnsavedDoor(async () =>
    createUnsaved({ ...raw, tabs: link(), clock, onHolding: (on) => holds.push(on) }),
  );
  const entries = failing<LibraryRepository>(
    {
      list: async () => [...library.values()],
      save: async (entry: LibraryEntry) => void library.set(entry.id, entry),
      remove: async (id: string) => void library.delete(id),
    },
    disk,
  );
  let kept: LibraryRepository | undefined;
  return {
    disk,
    stored,
    providers,
    clock,
    heard,
    holds,
    library,
    door,
    other,
    chats: door.guard(raw.conversations, (late) => late.conversations),
    setup: door.guard(raw.providers, (late) => late.providers),
    entries: door.guard(entries, (late) => (kept ??= late.guardLibrary(entries))),
    labels: () =>
      door
        .opened()
        ?.items()
        .map(({ label }) => label) ?? [],
  };
}

const head: Conversation = { id: 'c', title: 'Trip', createdAt: 1, updatedAt: 1 };
const question = newQuestion({ id: 'q', conversationId: 'c', parentId: null, now: 1 }, 'Where to?');
const model = { providerId: 'p', modelId: 'm', providerLabel: 'P', modelName: 'M' };
const answer = (text: string): Message => ({
  ...newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', now: 2 }, model),
  text,
});
const provider = { id: 'p', label: 'LM Studio', apiKey: 'sk-secret' } as Provider;

test('as long as the disk takes what it is given, nothing stands between', async () => {
  const { chats, stored, door } = setUp();
  await chats.saveTurn(head, [question]);
  expect(stored.messages.has('q')).toBe(true);
  expect(door.opened()).toBeUndefined();
});

test('a turn that the disk refuses is kept and read, told at once, and written once there is room', async () => {
  const { chats, disk, stored, clock, heard, holds, labels } = setUp();
  disk.failure = full;
  await chats.saveTurn(head, [question, answer('')]);
  expect(stored.messages.size).toBe(0);
  expect(labels()).toEqual(['2 messages of “Trip”']);
  expect(holds).toEqual([true]);
  expect((await chats.listMessages('c')).map(({ text }) => text)).toEqual(['Where to?', '']);
  expect((await chats.getConversation('c'))?.title).toBe('Trip');
  expect((await chats.listConversations({ count: 9 })).heads).toHaveLength(1);

  await chats.saveMessage(answer('Rome'), 'relaxed');
  expect((await chats.getMessage('a'))?.text).toBe('Rome');
  disk.failure = undefined;
  clock.advance(2_000);
  await settle();
  expect(stored.messages.get('q')?.text).toBe('Where to?');
  expect(stored.messages.get('a')?.text).toBe('Rome');
  expect(labels()).toEqual([]);
  expect(holds).toEqual([true, false]);
  expect(heard).toContainEqual({ type: 'conversation-changed', id: 'c' });
  // And from now on it goes to the disk at once.
  await chats.saveMessage(answer('Rome, Paris'), 'strict');
  expect(stored.messages.get('a')?.text).toBe('Rome, Paris');
});

test('it is tried again after pauses that grow, and at once when a person asks', async () => {
  const { chats, disk, stored, clock, door } = setUp();
  let tries = 0;
  disk.failure = new Proxy(full, {
    get: (error, name) => {
      if (name === 'code') tries += 1;
      return Reflect.get(error, name) as unknown;
    },
  });
  await chats.saveTurn(head, [question]);
  const triesIn = async (seconds: number) => {
    tries = 0;
    for (let second = 0; second < seconds; second += 1) {
      clock.advance(1_000);
      await settle();
    }
    return tries;
  };
  expect(await triesIn(2)).toBe(1);
  expect(await triesIn(2)).toBe(0);
  expect(await triesIn(2)).toBe(1);
  await triesIn(600);
  const late = await triesIn(120);
  expect(late).toBeGreaterThan(0);
  expect(late).toBeLessThanOrEqual(2);
  disk.failure = undefined;
  await door.opened()?.tryAgain();
  expect(stored.messages.has('q')).toBe(true);
});

test('what has room is written, whatever its neighbour lacks', async () => {
  const { chats, disk, stored, clock, labels } = setUp();
  disk.failure = full;
  await chats.saveTurn(head, [question]);
  const big = { ...question, id: 'big', conversationId: 'd', text: 'x'.repeat(99) };
  await chats.saveTurn({ ...head, id: 'd', title: 'Big' }, [big]);
  const save = stored.repository.saveConversations;
  stored.repository.saveConversations = async (heads, ...rest) => {
    if (heads.some(({ id }) => id === 'd')) throw full;
    return save(heads, ...rest);
  };
  disk.failure = undefined;
  clock.advance(2_000);
  await settle();
  expect(stored.messages.has('q')).toBe(true);
  expect(labels()).toEqual(['1 message of “Big”']);
});

test('a chat that is deleted in another tab meanwhile does not come back', async () => {
  const { chats, disk, stored, clock, other, labels } = setUp();
  await chats.saveTurn(head, [question]);
  disk.failure = full;
  await chats.saveTurn(head, [answer('Rome')]);
  stored.heads.delete('c');
  other.publish({ type: 'conversation-removed', id: 'c' });
  await settle();
  disk.failure = undefined;
  clock.advance(60_000);
  await settle();
  expect(labels()).toEqual([]);
  expect(stored.heads.size).toBe(0);
});

test('deleting a chat makes room, and what waits is written at once', async () => {
  const { chats, disk, stored } = setUp();
  await chats.saveTurn({ ...head, id: 'old' }, []);
  disk.failure = full;
  await chats.saveTurn(head, [question]);
  disk.failure = undefined;
  await chats.removeConversations(['old']);
  await settle();
  expect(stored.messages.has('q')).toBe(true);
});

test('in a tab that must be reloaded a question stays in its box, and what streams is kept for a download', async () => {
  const { chats, disk, labels } = setUp();
  await chats.saveTurn(head, [question, answer('')]);
  disk.failure = outdated;
  await expect(chats.saveTurn(head, [{ ...question, id: 'q2' }])).rejects.toBe(outdated);
  await chats.saveMessage(answer('Rome'), 'strict');
  expect(labels()).toEqual(['1 message of “Trip”']);
});

test('a provider and a prompt are kept too, and the download has all but the keys', async () => {
  const { setup, entries, chats, providers, library, disk, clock, labels, door } = setUp();
  disk.failure = full;
  const prompt: LibraryEntry = {
    id: 'x',
    kind: 'prompt',
    title: 'Plan',
    text: 'Plan it',
    createdAt: 1,
  };
  await setup.save(provider);
  await entries.save(prompt);
  await chats.saveTurn(head, [question]);
  expect((await setup.load()).providers).toEqual([provider]);
  expect(await entries.list()).toEqual([prompt]);
  expect(labels()).toEqual([
    'the provider “LM Studio”',
    'the prompt “Plan”',
    '1 message of “Trip”',
  ]);
  const file = (await door.opened()?.download()) ?? '';
  expect(file).not.toContain('sk-secret');
  expect(JSON.parse(file)).toMatchObject({
    type: 'patchbay-not-saved',
    chats: [{ title: 'Trip', messages: [{ text: 'Where to?' }] }],
    providers: [{ label: 'LM Studio', apiKey: '' }],
    library: [{ text: 'Plan it' }],
  });
  disk.failure = undefined;
  clock.advance(2_000);
  await settle();
  expect(providers.setup.providers).toEqual([provider]);
  expect(library.get('x')).toEqual(prompt);
  expect(labels()).toEqual([]);
});

test('what was deleted under a tab is saved again only when a person wants it', async () => {
  const { stored, providers, clock, door, labels } = setUp();
  const unsaved = await door.open();
  unsaved.keepLost({ chats: [{ head, messages: [question] }], providers: [provider] });
  expect(labels()).toEqual(['1 message of “Trip”', 'the provider “LM Studio”']);
  clock.advance(600_000);
  await settle();
  expect(stored.messages.size).toBe(0);
  await unsaved.tryAgain();
  expect(stored.messages.has('q')).toBe(true);
  expect(providers.setup.providers).toHaveLength(1);
  expect(labels()).toEqual([]);
});

test('where what keeps it cannot be loaded, the write fails as it would have', async () => {
  const disk: Disk = { failure: full };
  const { repository } = fakeConversationRepository();
  const door = createUnsavedDoor(async () => {
    throw new Error('offline');
  });
  const chats = door.guard(failing(repository, disk), (late) => late.conversations);
  await expect(chats.saveTurn(head, [question])).rejects.toBe(full);
});
