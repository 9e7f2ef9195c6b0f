import type { Accessor } from 'solid-js';
import type { ConversationRepository } from '../../core/chat/repository';
import type { Conversation, Message } from '../../core/chat/types';
import type { LibraryEntry, LibraryRepository } from '../../core/library/types';
import type { Clock, TabEvent, Tabs } from '../../core/ports';
import type { ProviderRepository } from '../../core/providers/repository';
import { withoutSecrets } from '../../core/providers/secrets';
import type { Provider } from '../../core/providers/types';
import type { ToolServer, ToolServerRepository } from '../../core/tool-servers/types';
import { asJsonObject } from '../../lib/json';
import { createKeptChats } from './kept-chats';
import { createKeptRecords, type KeptRecords, type KeptRecordsTools } from './kept-records';
import { createPendingWrites, type UnsavedContents, type UnsavedItem } from './pending';

/** What is on screen and not on disk, and the repositories that keep it. */
export interface Unsaved {
  /** Tracked, as all below. */
  items: Accessor<readonly UnsavedItem[]>;
  isTrying: Accessor<boolean>;
  tryAgain(): Promise<void>;
  /** All of it as JSON, without keys and other secrets, for a download. */
  download(): Promise<string>;
  /** Tells that records which this tab shows are gone from the disk; they can be saved again. */
  keepLost(lost: Lost): void;
  /** Tells that this tab has no storage, and why. */
  tellNowhere(why: string): void;
  readonly conversations: ConversationRepository;
  readonly providers: ProviderRepository;
  guardLibrary(repository: LibraryRepository): LibraryRepository;
  guardToolServers(repository: ToolServerRepository): ToolServerRepository;
}

export interface Lost {
  chats: readonly { head: Conversation; messages: readonly Message[] }[];
  providers: readonly Provider[];
}

export interface UnsavedTools {
  conversations: ConversationRepository;
  providers: ProviderRepository;
  tabs: Tabs<TabEvent>;
  clock: Clock;
  /** Told when there begins, or ceases, to be something that would be lost with the page. */
  onHolding: (holds: boolean) => void;
}

const DELETED =
  'What was stored for this address was deleted, by another tab or in the settings of the browser.';

/** Keeps what could not be written, tries it again, and says what it is. */
export function createUnsaved(tools: UnsavedTools): Unsaved {
  const { tabs } = tools;
  const pending = createPendingWrites(tools);
  const chats = createKeptChats(tools.conversations, pending, tabs);
  const providers = createKeptRecords<Provider>({
    pending,
    kind: 'provider',
    write: (provider, before) => tools.providers.save(provider, before),
    labelOf: ({ label }) => `the provider “${label}”`,
    contentsOf: (provider) => ({ providers: [contentsOfProvider(provider)] }),
    onWritten: () => tabs.publish({ type: 'providers-changed' }),
  });
  const stored = tools.providers;
  return {
    items: pending.items,
    isTrying: pending.isTrying,
    tryAgain: pending.tryAgain,
    async download() {
      const all = await Promise.all(pending.items().map((item) => item.contents()));
      const file = { type: 'patchbay-not-saved', at: new Date(tools.clock.now()), ...joined(all) };
      return JSON.stringify(file, null, 2);
    },
    keepLost(lost) {
      for (const { head, messages } of lost.chats) chats.keepLost(head, messages, DELETED);
      for (const provider of lost.providers) providers.keepLost(provider, DELETED);
    },
    tellNowhere: (reason) =>
      pending.put({
        key: 'all',
        label: 'chats and providers',
        reason,
        way: 'never',
        write: async () => false,
        contents: () => everything(tools),
      }),
    conversations: chats.repository,
    providers: {
      async load() {
        const setup = await stored.load();
        return { ...setup, providers: providers.over(setup.providers) };
      },
      save: providers.save,
      async remove(id) {
        await stored.remove(id);
        providers.drop(id);
      },
      async replaceAll(setup, before) {
        await stored.replaceAll(setup, before);
        for (const { id } of setup.providers) providers.drop(id);
      },
      saveDefaults: (defaults) => stored.saveDefaults(defaults),
    },
    guardLibrary(repository) {
      const { save, ...rest } = overList<LibraryEntry>(repository, {
        pending,
        kind: 'library',
        labelOf: nameOf,
        contentsOf: (entry) => ({ library: [entry] }),
        onWritten: () => tabs.publish({ type: 'library-changed' }),
      });
      return { ...rest, save: async (entry) => void (await save(entry)) };
    },
    guardToolServers: (repository) =>
      overList<ToolServer>(repository, {
        pending,
        kind: 'tool-server',
        labelOf: ({ label }) => `the tool server “${label}”`,
        contentsOf: ({ label, url }) => ({ toolServers: [{ label, url }] }),
        onWritten: () => tabs.publish({ type: 'tool-servers-changed' }),
      }),
  };
}

/** All chats and providers, of a tab that holds them in its memory. */
async function everything({ conversations, providers }: UnsavedTools): Promise<UnsavedContents> {
  const { heads } = await conversations.listConversations({ count: Infinity });
  const chats = heads.map(async (head) => ({
    ...head,
    messages: await conversations.listMessages(head.id),
  }));
  const setup = await providers.load();
  return {
    chats: await Promise.all(chats),
    providers: setup.providers.map(contentsOfProvider),
  };
}

function contentsOfProvider(provider: Provider): object {
  return withoutSecrets(asJsonObject(provider) ?? {});
}

interface ListRepository<T> {
  list(): Promise<T[]>;
  save(record: T, before?: T): Promise<T | undefined | void>;
  remove(id: string): Promise<void>;
}

function overList<T extends { id: string }>(
  repository: ListRepository<T>,
  tools: Omit<Parameters<typeof createKeptRecords<T>>[0], 'write'>,
): ListRepository<T> & Pick<KeptRecords<T>, 'save'> {
  const write: KeptRecordsTools<T>['write'] = (record, before) => repository.save(record, before);
  const kept = createKeptRecords<T>({ ...tools, write });
  return {
    list: async () => kept.over(await repository.list()),
    save: kept.save,
    async remove(id) {
      await repository.remove(id);
      kept.drop(id);
    },
  };
}

function nameOf(entry: LibraryEntry): string {
  return entry.kind === 'preset' ? `the preset “${entry.name}”` : `the prompt “${entry.title}”`;
}

function joined(all: readonly UnsavedContents[]): UnsavedContents {
  const file: UnsavedContents = {};
  for (const part of all) {
    for (const [name, records] of Object.entries(part)) {
      const key = name as keyof UnsavedContents;
      file[key] = [...(file[key] ?? []), ...records];
    }
  }
  return file;
}
