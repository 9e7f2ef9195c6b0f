import { draftOwner, isDraftOwner } from '../../core/attachments/owner';
import type { AttachmentRepository, StoredAttachment } from '../../core/attachments/types';
import { changeIn } from '../../core/chat/change-in';
import type { ConversationRepository } from '../../core/chat/repository';
import type { Conversation, Message } from '../../core/chat/types';
import type { Clock, FrameScheduler, Idle, Locks, TabEvent, Tabs } from '../../core/ports';
import type { ProviderRepository, ProviderSetup } from '../../core/providers/repository';
import { replaced, savedOver } from '../../core/providers/merge-stored';
import type { Provider } from '../../core/providers/types';

/** A clock that stands still until it is told to go on; `set` moves its hands, and no timer with them. */
export function fakeClock(
  start = 1_000_000,
): Clock & { advance(ms: number): void; set(ms: number): void } {
  let now = start;
  let ahead = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now + ahead,
    set: (ms) => void (ahead += ms),
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      now += ms;
      for (const timer of timers) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.run();
      }
    },
  };
}

/** A page that is never busy. */
export const alwaysIdle: Idle = async () => {};

/** Runs what is asked at the next microtask, counting the runs. */
export function microtaskScheduler(): FrameScheduler & { runs: number } {
  const waiting = new Set<(isShown: boolean) => void>();
  const scheduler = {
    runs: 0,
    request(callback: (isShown: boolean) => void) {
      if (waiting.size === 0) {
        queueMicrotask(() => {
          scheduler.runs += 1;
          const callbacks = [...waiting];
          waiting.clear();
          for (const run of callbacks) run(true);
        });
      }
      waiting.add(callback);
    },
    breath: async () => {},
  };
  return scheduler;
}

/** Runs what is asked only when it is told to: as in a hidden tab whose timers hardly come, or frame by frame. */
export function handScheduler(): FrameScheduler & { run(isShown?: boolean): void } {
  const waiting = new Set<(isShown: boolean) => void>();
  return {
    request: (callback) => void waiting.add(callback),
    breath: async () => {},
    run(isShown = false) {
      const callbacks = [...waiting];
      waiting.clear();
      for (const callback of callbacks) callback(isShown);
    },
  };
}

/** Two tabs of one browser: what one publishes, the other hears. */
export function fakeTabs(): {
  own: Tabs<TabEvent>;
  heard: TabEvent[];
  tell(event: TabEvent): void;
} {
  const heard: TabEvent[] = [];
  const listeners = new Set<(event: TabEvent) => void>();
  return {
    heard,
    own: {
      publish: (event) => void heard.push(event),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    tell: (event) => listeners.forEach((listener) => listener(event)),
  };
}

/** Several tabs of one browser: what one publishes, all others hear a moment later. */
export function linkedTabs(): () => Tabs<TabEvent> {
  const everybody: { own: object; listener: (event: TabEvent) => void }[] = [];
  return () => {
    const own = {};
    return {
      publish: (event) =>
        queueMicrotask(() => {
          for (const other of everybody) if (other.own !== own) other.listener(event);
        }),
      subscribe(listener) {
        everybody.push({ own, listener });
        return () => {};
      },
    };
  };
}

/** Keys that nobody locks. */
export const noVault = async () => ({
  seal: async <T extends object>(record: T) => record,
  sealSetup: async (setup: ProviderSetup) => setup,
  unlock: async () => true,
  open: async <T>(record: T) => record,
});

/** Locks of one browser; `drop` lets all of them go, as a tab does that is killed. */
export function fakeLocks(): Locks & { held: Set<string>; drop(): void } {
  const held = new Set<string>();
  const waiting: { name: string; resolve: () => void }[] = [];
  const free = (name: string) => {
    held.delete(name);
    for (const waiter of waiting) if (waiter.name === name) waiter.resolve();
  };
  return {
    held,
    drop: () => [...held].forEach(free),
    hold(name) {
      held.add(name);
      return () => free(name);
    },
    async tryHold(name) {
      if (held.has(name)) return undefined;
      held.add(name);
      return () => free(name);
    },
    isHeld: async (name) => held.has(name),
    whenFree: (name) =>
      new Promise((resolve) => {
        if (held.has(name)) waiting.push({ name, resolve });
        else resolve();
      }),
  };
}

/** Lets everything that is under way finish. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    for (let task = 0; task < 30; task += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export function fakeIds(): () => string {
  let count = 0;
  return () => `id${String(++count).padStart(4, '0')}`;
}

/** Providers in a Map; every value is copied in and out, as a database does. */
export function fakeProviderRepository(): ProviderRepository & { setup: ProviderSetup } {
  const empty: ProviderSetup = {
    providers: [],
    remainder: { entries: {}, extra: {} },
    orchestrationModel: '',
    summarizeModel: '',
  };
  const repository = {
    setup: empty,
    load: async () => structuredClone(repository.setup),
    async save(provider: Provider, before?: Provider) {
      const { providers } = repository.setup;
      const stored = providers.find(({ id }) => id === provider.id);
      const saved = structuredClone(savedOver(stored, provider, before));
      if (!saved) return undefined;
      repository.setup.providers = [...providers.filter(({ id }) => id !== provider.id), saved];
      return structuredClone(saved);
    },
    async remove(id: string) {
      repository.setup.providers = repository.setup.providers.filter((entry) => entry.id !== id);
    },
    async replaceAll(setup: ProviderSetup, before?: ProviderSetup) {
      const { providers } = repository.setup;
      const { saved, removed } = replaced(providers, setup.providers, before?.providers);
      const gone = new Set([...saved, ...removed].map(({ id }) => id));
      const kept = providers.filter(({ id }) => !gone.has(id));
      repository.setup = structuredClone({ ...setup, providers: [...kept, ...saved] });
    },
    async saveDefaults(defaults: Partial<ProviderSetup>) {
      Object.assign(repository.setup, defaults);
    },
  };
  return repository;
}

/** Attachments in a Map; blobs never change, so these are not copied. */
function fakeAttachmentRepository(files: Map<string, StoredAttachment>): AttachmentRepository {
  const found = (ids: readonly string[]) => ids.flatMap((id) => files.get(id) ?? []);
  return {
    save: async (file) => void files.set(file.id, { ...file }),
    read: async (ids) => found(ids),
    readWhole: async (owner, ids) =>
      [...files.values()].filter(
        ({ id, conversationId }) => conversationId === owner && (ids?.includes(id) ?? true),
      ),
    async remove(ids) {
      for (const id of ids) files.delete(id);
    },
    async touchDrafts(ids, now) {
      for (const file of found(ids).filter(({ conversationId }) => isDraftOwner(conversationId)))
        file.conversationId = draftOwner(now);
      return found(ids).map(({ id }) => id);
    },
    removeOrphans: async () => {},
  };
}

/** Conversations and messages in Maps; `saves` tells in which order and how each message was written. */
export function fakeConversationRepository() {
  const heads = new Map<string, Conversation>();
  const messages = new Map<string, Message>();
  const files = new Map<string, StoredAttachment>();
  const attachments = fakeAttachmentRepository(files);
  const saves: { id: string; status: string; length: number; durability: string }[] = [];
  const repository: ConversationRepository = {
    async listConversations({ count, before = Infinity }) {
      const older = [...heads.values()].filter(({ updatedAt }) => updatedAt < before);
      older.sort((a, b) => b.updatedAt - a.updatedAt);
      const next = older[count - 1]?.updatedAt;
      return {
        heads: structuredClone(older.filter((head) => head.updatedAt >= (next ?? -Infinity))),
        next,
      };
    },
    getConversation: async (id) => structuredClone(heads.get(id)),
    listMessages: async (id) =>
      structuredClone(
        [...messages.values()]
          .filter((message) => message.conversationId === id)
          .sort((a, b) => a.createdAt - b.createdAt),
      ),
    listEnd: async (id, count) => (await repository.listMessages(id)).slice(-count),
    async saveConversations(saved, more = [], back = []) {
      for (const head of saved) heads.set(head.id, structuredClone(head));
      for (const file of back) files.set(file.id, { ...file });
      for (const message of more) {
        messages.set(message.id, structuredClone(message));
        for (const { id } of message.attachments ?? []) {
          const file = files.get(id);
          if (file && isDraftOwner(file.conversationId))
            file.conversationId = message.conversationId;
        }
      }
    },
    getMessage: async (id) => structuredClone(messages.get(id)),
    async saveMessage(message, durability) {
      const { id, conversationId, status, text } = message;
      const stored = messages.get(id);
      if (!stored || !heads.has(conversationId)) return;
      saves.push({ id, status, length: text.length, durability });
      messages.set(id, structuredClone({ ...message, parentId: stored.parentId }));
    },
    changeChats: (ids, change) => {
      const { saveConversations } = repository;
      return changeIn({ heads, messages, saveConversations }, ids, change);
    },
    saveTurn: (head, turn, back) => repository.saveConversations([head], turn, back),
    async removeConversations(ids) {
      for (const id of ids) heads.delete(id);
      for (const message of [...messages.values()]) {
        if (ids.includes(message.conversationId)) messages.delete(message.id);
      }
      for (const file of [...files.values()]) {
        if (ids.includes(file.conversationId)) files.delete(file.id);
      }
    },
    async removeMessages(ids, attachmentIds = []) {
      for (const id of ids) messages.delete(id);
      for (const id of attachmentIds) files.delete(id);
    },
  };
  return { repository, attachments, heads, messages, files, saves };
}
