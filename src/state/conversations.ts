import { batch, createSignal } from 'solid-js';
import { endOfPath, titleFrom } from '../core/chat/conversation';
import type { AttachmentRepository } from '../core/attachments/types';
import type { ConversationRepository } from '../core/chat/repository';
import type { Conversation, Message } from '../core/chat/types';
import type { ModelRef } from '../core/models/types';
import type { Clock, Idle, Locks, TabEvent, Tabs } from '../core/ports';
import { createTurns } from '../lib/in-turn';
import { createChatReader } from './chat-reader';
import { createChatStore } from './chat-store';
import { createStateContext } from './context';
import { TurnError } from './turn-error';

export interface ConversationsState {
  /** Heads, newest first; tracks which there are, their order, pins, archive and folders; `get` tracks what one says. */
  readonly heads: readonly Conversation[];
  /** False until the newest of the stored heads have been read, or could not be read; older ones come in later. */
  readonly loaded: boolean;
  /** Resolves when all heads have been read, so that `heads` has every chat; rejects when storage failed. */
  readonly ready: Promise<void>;
  get(id: string): Conversation | undefined;
  /** Reads a chat's messages into the store; answers false when there is no such chat. */
  open(id: string): Promise<boolean>;
  /** Whether all messages of a chat are in the store. */
  isOpen(id: string): boolean;
  /** Whether there is something to show: the end of a chat comes before the rest. */
  isShown(id: string): boolean;
  /** The messages on screen, in order, untracked; tracked is the tree alone, so that text does not re-run it. */
  path(id: string): readonly Message[];
  message(conversationId: string, messageId: string): Message | undefined;
  rename(id: string, title: string): Promise<void>;
  /** The versions of a message, itself among them, oldest first; empty when it is the only one. Tracks the tree alone. */
  versions(conversationId: string, messageId: string): readonly Message[];
  /** Shows the branch of a version: it, what stands above it, and its newest answers below. */
  showVersion(id: string, messageId: string): Promise<void>;
  /** Changes what the heads of chats say, and no time of change: plain values, undefined takes a field away. */
  change(ids: string | readonly string[], change: HeadChange): Promise<void>;
  /** Changes a settled message: on disk first, for good, then on screen; nothing when it is gone. */
  changeMessage(
    conversationId: string,
    messageId: string,
    change: (message: Message) => void,
  ): Promise<void>;
  /** Writes a chat that is new, whole, and opens it. */
  add(head: Conversation, messages: Message[]): Promise<void>;
  /** Removes chats; the returned function brings all of them back with all their messages. */
  remove(ids: string | readonly string[]): Promise<() => Promise<void>>;
  /**
   * Removes one message, its answers move up; one of several versions goes with all that follows from it. The returned
   * function brings it back.
   */
  removeMessage(conversationId: string, messageId: string): Promise<() => Promise<void>>;
}

/** What may be changed of a head; undefined takes a field away. */
export type HeadChange = {
  [K in Exclude<keyof Conversation, 'id' | 'createdAt' | 'updatedAt'>]?:
    Conversation[K] | undefined;
};

/** What the list shows at first, and what one idle moment is enough for. */
const FIRST_PAGE = 100;
const NEXT_PAGE = 500;

/** Chats that one transaction writes or removes: thousands of messages must not be held back by one. */
const AT_ONCE = 200;

/** What the running completion needs beside: writing turns and streamed text. */
export interface ConversationWriter {
  /**
   * A new chat with its first turn, or a further turn, in one strict transaction; rejects with a `TurnError` when what is
   * stored of the chat does not allow it.
   */
  addTurn(turn: {
    conversationId: string | undefined;
    model: ModelRef;
    messages: Message[];
    /** What else the head says from now on. */
    head?: HeadChange | undefined;
    /** The leaf of the branch that the turn goes on with; absent where this tab alone can have changed it. */
    leaf?: { id: string | undefined } | undefined;
    /** The waiting question that is asked by this turn, and leaves the queue with it. */
    queuedId?: string | undefined;
    /** Called with the head when the turn is on disk and not yet shown; it is shown when this resolves. */
    whenStored?: (head: Conversation) => Promise<void>;
  }): Promise<void>;
  /** Changes a message in the store only. */
  mutate(conversationId: string, messageId: string, change: (message: Message) => void): void;
  /** Writes the message as it is now to disk and tells the other tabs. */
  persist(
    conversationId: string,
    messageId: string,
    durability: 'strict' | 'relaxed',
  ): Promise<void>;
  /** Keeps what the store says of a message over what the disk says, until the function that comes back is called. */
  keepAhead(messageId: string): () => void;
  /** Calls back with the id of each chat that is removed, here or in another tab. */
  onRemoved(listener: (id: string) => void): void;
}

/** More than are mounted whole, so that these are windowed too. */
const END = 60;

export const ConversationsContext = createStateContext<ConversationsState>('Conversations');

export interface ConversationsTools {
  repository: ConversationRepository;
  attachments: Pick<AttachmentRepository, 'readWhole'>;
  tabs: Tabs<TabEvent>;
  locks: Locks;
  clock: Clock;
  idle: Idle;
}

/** The chats over a repository: heads for the list, messages of the opened ones. */
export function createConversations(
  tools: ConversationsTools,
): ConversationsState & ConversationWriter {
  const { repository, attachments, tabs, clock, locks, idle } = tools;
  /** Answers that this tab is writing: the store is ahead of the disk for these. */
  const writing = new Set<string>();
  /** Of these, those that stay in it when they are settled and written. */
  const keptAhead = new Set<string>();
  const isAhead = (messageId: string) => writing.has(messageId);
  const store = createChatStore(writing);
  const { heads, rawChat } = store;
  const rawHead = heads.raw;
  const [loaded, setLoaded] = createSignal(false);
  /** What reads a head and writes it back: a rename must not be lost to a turn that is added meanwhile. */
  const inTurn = createTurns();
  /** How often a chat was changed, here or elsewhere; a reading that overlaps a change is repeated. */
  const edits = new Map<string, number>();
  const reloading = new Set<string>();
  const removedListeners = new Set<(id: string) => void>();
  const reader = createChatReader({ repository, locks, clock, isAhead, onFree: reload });

  /** Until then a head that is not here may still lie on disk. */
  let areAllRead = false;

  async function readPage(count: number, before?: number): Promise<number | undefined> {
    const page = await repository.listConversations({ count, before });
    heads.add(page.heads);
    areAllRead = page.next === undefined;
    return page.next;
  }

  /** The page that is seen first; the others must hold up neither a frame nor what is to be written. */
  const readNewest = () => readPage(FIRST_PAGE).finally(() => setLoaded(true));
  const newest = inTurn(readNewest);
  async function readOlder(next: number | undefined): Promise<void> {
    for (let before = next; before !== undefined;) {
      await idle();
      before = await readPage(NEXT_PAGE, before);
    }
  }

  const headOf = async (id: string) =>
    rawHead(id) ?? (areAllRead ? undefined : await repository.getConversation(id));
  const edited = (id: string): number => {
    const count = (edits.get(id) ?? 0) + 1;
    edits.set(id, count);
    return count;
  };
  const changed = (id: string) => {
    edited(id);
    tabs.publish({ type: 'conversation-changed', id });
  };

  const saveHeads = (ids: string | readonly string[], change: HeadChange): Promise<void> => {
    // As they are now: that is what the change was made of.
    const known = new Map([ids].flat().map((id) => [id, structuredClone(rawHead(id))]));
    return inTurn(async () => {
      const { mergeChange } = await import('../lib/merge-change');
      for (const some of portions(ids)) {
        const { heads: found } = await repository.changeChats(some, {
          head(stored) {
            const before = known.get(stored.id) ?? stored;
            return mergeChange(stored, before, changedHead(before, change));
          },
        });
        heads.put(...found);
        for (const { id } of found) changed(id);
      }
    });
  };

  /** Reads a chat's head, and its messages where they are wanted; answers false when it is gone. */
  async function read(id: string, withMessages: () => boolean): Promise<boolean> {
    for (;;) {
      const before = edits.get(id);
      const [head, messages] = await Promise.all([
        repository.getConversation(id),
        withMessages() ? reader.readAll(id) : undefined,
      ]);
      if (!head) return false;
      if (edits.get(id) !== before) continue;
      heads.put(head);
      if (messages) store.replaceMessages(id, messages);
      return true;
    }
  }

  /**
   * The end of a long chat is read first, since that is what is looked at: so the last message is there as soon as in a
   * short one. What streams may have been left behind by a crash, which takes a closer look. Answers whether it is shown.
   */
  async function showEnd(id: string): Promise<boolean> {
    const before = edits.get(id);
    const [end, head] = await Promise.all([repository.listEnd(id, END), headOf(id)]);
    const isDoubtful = end.some(({ status }) => status === 'streaming');
    if (end.length < END || isDoubtful || rawChat(id) || edits.get(id) !== before) return false;
    const path = head && endOfPath(end, head.leafId);
    if (!path) return false;
    // At a start it may be here before the list.
    heads.put(head);
    store.putEnd(id, path);
    return true;
  }

  async function open(id: string): Promise<boolean> {
    // Thousands of records take the page a while: what is looked at is drawn before they come, the list too.
    if (!rawChat(id) && (await showEnd(id))) await Promise.all([idle(), newest.catch(() => {})]);
    return read(id, () => true);
  }

  /** After a change elsewhere; what changes during a reading makes it read again, so one at a time is enough. */
  function reload(id: string): void {
    edited(id);
    if (reloading.has(id)) return;
    reloading.add(id);
    // Storage that fails says so to whoever asks it for something.
    void read(id, () => rawChat(id) !== undefined)
      .catch(() => {})
      .finally(() => reloading.delete(id));
  }

  /** After many changes elsewhere, some of which may be removals: all heads are put in their places at once. */
  async function reloadMany(ids: readonly string[]): Promise<void> {
    const now = new Map(ids.map((id) => [id, edited(id)]));
    const found = await Promise.all(ids.map((id) => repository.getConversation(id)));
    // What changed meanwhile is read by whoever changed it.
    const current = ids.filter((id) => edits.get(id) === now.get(id));
    const known = new Map(found.flatMap((head) => (head ? [[head.id, head] as const] : [])));
    heads.put(...current.flatMap((id) => known.get(id) ?? []));
    const gone = current.filter((id) => !known.has(id));
    if (gone.length > 0) forget(...gone);
    for (const id of current) if (rawChat(id)) reload(id);
  }

  /** After a checkpoint elsewhere: one message, and only where it is shown. */
  async function reloadMessage(id: string, messageId: string): Promise<void> {
    if (!rawChat(id) || isAhead(messageId)) return;
    const now = edited(id);
    const message = await reader.readOne(messageId).catch(() => undefined);
    if (edits.get(id) !== now || !rawChat(id)) return;
    if (message && rawChat(id)?.[messageId]) store.replaceMessage(id, message);
    else reload(id);
  }

  function forget(...ids: readonly string[]): void {
    for (const id of ids) {
      edited(id);
      for (const messageId of Object.keys(rawChat(id) ?? {})) writing.delete(messageId);
    }
    store.drop(ids);
    for (const id of ids) for (const listener of removedListeners) listener(id);
  }

  tabs.subscribe((event) => {
    if (event.type === 'conversation-changed') reload(event.id);
    if (event.type === 'message-changed') void reloadMessage(event.id, event.messageId);
    if (event.type === 'conversation-removed') forget(event.id);
    if (event.type === 'conversations-changed') reloadMany(event.ids).catch(() => {});
  });

  async function remove(ids: string | readonly string[]): Promise<() => Promise<void>> {
    const { createChatRemoval } = await import('./chat-removal');
    const ahead = (id: string, messageId: string) =>
      isAhead(messageId) ? rawChat(id)?.[messageId] : undefined;
    const removal = { repository, attachments, tabs, clock, heads, headOf, ahead, forget, changed };
    const bringBack = await createChatRemoval(removal)(portions(ids));
    return () => inTurn(bringBack);
  }

  /** Writes a further turn of a stored chat. */
  async function goOn(
    id: string,
    messages: Message[],
    asks: (stored: Conversation) => Conversation | TurnError,
  ): Promise<Conversation> {
    let refused = new TurnError('gone');
    const { heads: written } = await repository.changeChats([id], {
      head(stored) {
        const asked = asks(stored);
        if (!(asked instanceof TurnError)) return asked;
        refused = asked;
        return undefined;
      },
      add: messages,
    });
    const [head] = written;
    if (head) return head;
    for (const message of messages) writing.delete(message.id);
    throw refused;
  }

  async function removeMessage(id: string, messageId: string): Promise<() => Promise<void>> {
    const { createMessageRemoval } = await import('./message-removal');
    const removal = { store, repository, attachments, open, edited, changed, inTurn };
    return createMessageRemoval(removal)(id, messageId);
  }

  return {
    get heads() {
      return heads.all;
    },
    get loaded() {
      return loaded();
    },
    ready: newest.then(readOlder),
    get: heads.get,
    open,
    isOpen: store.isWhole,
    isShown: (id) => store.chat(id) !== undefined,
    path: store.path,
    message: (conversationId, messageId) => store.chat(conversationId)?.[messageId],
    rename: (id, title) => saveHeads(id, { title: title.trim() || 'New chat', titleBy: 'user' }),
    remove: (ids) => inTurn(() => remove(ids)),
    removeMessage: (conversationId, messageId) =>
      inTurn(() => removeMessage(conversationId, messageId)),
    versions: store.versions,
    showVersion: (id, messageId) => saveHeads(id, { leafId: messageId }),
    change: saveHeads,
    changeMessage: (id, messageId, change) =>
      inTurn(async () => {
        if (!rawChat(id)?.[messageId] || isAhead(messageId)) return;
        const { messages } = await repository.changeChats([id], {
          messages: { ids: [messageId], change: (stored) => (change(stored), stored) },
        });
        const [message] = messages;
        if (!message) return;
        store.replaceMessage(id, message);
        edited(id);
        tabs.publish({ type: 'message-changed', id, messageId });
      }),
    add: (head, messages) =>
      inTurn(async () => {
        await repository.saveTurn(head, messages);
        store.putMessages(head.id, messages);
        heads.put(head);
        changed(head.id);
      }),
    addTurn: ({ conversationId, model, messages, head: more, leaf, queuedId, whenStored }) =>
      inTurn(async () => {
        const [first] = messages;
        if (!first) return;
        const id = first.conversationId;
        const now = clock.now();
        const leafId = messages.at(-1)?.id ?? first.id;
        const asks = (base: Conversation): Conversation => {
          const asked = { ...changedHead(base, more), updatedAt: now, model, leafId };
          // They are judged by what was asked of them, whatever the chat asks for later.
          const { responseSchema } = asked.settings ?? {};
          for (const message of messages.filter(isStreaming))
            if (responseSchema) message.responseSchema = structuredClone(responseSchema);
          return asked;
        };
        for (const message of messages.filter(isStreaming)) writing.add(message.id);
        let head: Conversation;
        if (conversationId === undefined) {
          const title = titleFrom(first.text || (first.attachments?.[0]?.name ?? ''));
          head = asks({ id, title, createdAt: now, updatedAt: now });
          await repository.saveTurn(head, messages);
        } else {
          head = await goOn(id, messages, (stored) => {
            if (leaf && leaf.id !== stored.leafId) return new TurnError('stale');
            if (queuedId === undefined) return asks(stored);
            const { queue = [], ...rest } = stored;
            const others = queue.filter((queued) => queued.id !== queuedId);
            if (others.length === queue.length) return new TurnError('taken');
            return asks(others.length > 0 ? { ...rest, queue: others } : rest);
          });
        }
        await whenStored?.(head);
        // In one go: the path of a long chat is worked out once for both.
        batch(() => {
          store.putMessages(id, messages);
          heads.put(head);
        });
        changed(id);
      }),
    mutate: store.mutate,
    async persist(conversationId, messageId, durability) {
      const message = rawChat(conversationId)?.[messageId];
      if (!message) return;
      // The message may end while this checkpoint is on its way to the disk.
      const { status } = message;
      await repository.saveMessage(message, durability);
      if (status !== 'streaming' && !keptAhead.has(messageId)) writing.delete(messageId);
      edited(conversationId);
      tabs.publish({ type: 'message-changed', id: conversationId, messageId });
    },
    keepAhead(messageId) {
      writing.add(messageId);
      keptAhead.add(messageId);
      return () => {
        keptAhead.delete(messageId);
        writing.delete(messageId);
      };
    },
    onRemoved: (listener) => void removedListeners.add(listener),
  };
}

function portions(ids: string | readonly string[]): readonly (readonly string[])[] {
  const all = [ids].flat();
  const starts = Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) => at * AT_ONCE);
  return starts.map((start) => all.slice(start, start + AT_ONCE));
}

const isStreaming = ({ status }: Message): boolean => status === 'streaming';

/** A head with some fields changed; those that are undefined are gone. */
function changedHead(head: Conversation, change: HeadChange = {}): Conversation {
  const fields = Object.entries({ ...head, ...change });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as never;
}
