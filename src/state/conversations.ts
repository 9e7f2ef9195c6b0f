import { createStore, produce, reconcile, unwrap } from 'solid-js/store';
import { settleMessage } from '../core/chat/apply-event';
import { titleFrom, visiblePath } from '../core/chat/conversation';
import type { ConversationRepository } from '../core/chat/repository';
import type { Conversation, Message } from '../core/chat/types';
import type { ModelRef } from '../core/models/types';
import type { Clock, Locks, NewId, TabEvent, Tabs } from '../core/ports';
import { createStateContext } from './context';

export interface ConversationsState {
  /** Heads, newest first. */
  readonly heads: readonly Conversation[];
  /** False until the stored heads have been read. */
  readonly loaded: boolean;
  get(id: string): Conversation | undefined;
  /** Reads a chat's messages into the store; answers false when there is no such chat. */
  open(id: string): Promise<boolean>;
  isOpen(id: string): boolean;
  /** The messages on screen, in order; reads structure only, so that text does not re-run it. */
  path(id: string): Message[];
  message(conversationId: string, messageId: string): Message | undefined;
  rename(id: string, title: string): Promise<void>;
  setModel(id: string, model: ModelRef): Promise<void>;
  /** Turns streaming on or off for this chat. */
  setStream(id: string, stream: boolean): Promise<void>;
  /** Removes a chat; the returned function brings it back with all its messages. */
  remove(id: string): Promise<() => Promise<void>>;
  /** Removes one message, its answers move up; the returned function brings it back. */
  removeMessage(conversationId: string, messageId: string): Promise<() => Promise<void>>;
}

/** What the running completion needs beside: writing turns and streamed text. */
export interface ConversationWriter {
  /** A new chat with its first turn, or a further turn, in one strict transaction. */
  addTurn(turn: {
    conversationId: string | undefined;
    model: ModelRef;
    messages: Message[];
  }): Promise<void>;
  /** Changes a message in the store only. */
  mutate(conversationId: string, messageId: string, change: (message: Message) => void): void;
  /** Writes the message as it is now to disk and tells the other tabs. */
  persist(
    conversationId: string,
    messageId: string,
    durability: 'strict' | 'relaxed',
  ): Promise<void>;
}

export const ConversationsContext = createStateContext<ConversationsState>('Conversations');

export interface ConversationsTools {
  repository: ConversationRepository;
  tabs: Tabs<TabEvent>;
  locks: Locks;
  clock: Clock;
  newId: NewId;
}

type Chats = Record<string, Record<string, Message>>;

/** The lock that the tab holds which streams this message; a `streaming` record without it was cut off. */
export const streamLock = (messageId: string): string => `patchbay-stream-${messageId}`;

/** The chats over a repository: heads for the list, messages of the opened ones. */
export function createConversations(
  tools: ConversationsTools,
): ConversationsState & ConversationWriter & { ready: Promise<void> } {
  const { repository, tabs, clock, locks } = tools;
  const [state, setState] = createStore<{ heads: Conversation[]; chats: Chats; loaded: boolean }>({
    heads: [],
    chats: {},
    loaded: false,
  });

  const load = async () => {
    setState('heads', reconcile(await repository.listConversations()));
    setState('loaded', true);
  };
  const get = (id: string) => state.heads.find((head) => head.id === id);
  const changed = (id: string) => tabs.publish({ type: 'conversation-changed', id });
  const rawMessages = (id: string) => Object.values(unwrap(state.chats)[id] ?? {}).sort(byCreation);

  const putHead = (head: Conversation) =>
    setState(
      'heads',
      produce((heads) => {
        const at = heads.findIndex((entry) => entry.id === head.id);
        if (at >= 0) heads.splice(at, 1);
        const before = heads.findIndex((entry) => entry.updatedAt < head.updatedAt);
        heads.splice(before < 0 ? heads.length : before, 0, head);
      }),
    );

  async function saveHead(id: string, change: Partial<Conversation>): Promise<void> {
    const current = get(id);
    if (!current) return;
    const head = { ...unwrap(current), ...change };
    await repository.saveConversation(head);
    putHead(head);
    changed(id);
  }

  const putMessages = (id: string, messages: Message[]) =>
    setState(
      'chats',
      id,
      reconcile(Object.fromEntries(messages.map((message) => [message.id, message]))),
    );

  /** Answers that this tab is writing: the store is ahead of the disk for these. */
  const writing = new Set<string>();
  /** Counts what changed the messages of a chat; a reading that overlaps one is repeated. */
  let edits = 0;

  /** A record that says `streaming` while no tab streams it is what a crash left behind. */
  async function withoutOrphans(
    messages: Message[],
    own: () => Record<string, Message>,
  ): Promise<Message[]> {
    return Promise.all(
      messages.map(async (message) => {
        if (message.status !== 'streaming') return message;
        const isFree = !(await locks.isHeld(streamLock(message.id)));
        const mine = own()[message.id];
        // It may also have ended between the reading and now.
        if (mine && (writing.has(message.id) || mine.status !== 'streaming')) return mine;
        if (!isFree) return message;
        settleMessage(message, { kind: 'closed' }, message.timing?.firstTokenAt ?? clock.now());
        await repository.saveMessage(message, 'relaxed');
        return message;
      }),
    );
  }

  async function readMessages(id: string): Promise<Message[]> {
    const before = edits;
    const stored = await repository.listMessages(id);
    const messages = await withoutOrphans(stored, () => unwrap(state.chats)[id] ?? {});
    return edits === before ? messages : readMessages(id);
  }

  async function open(id: string): Promise<boolean> {
    const head = get(id) ?? (await repository.getConversation(id));
    if (!head) return false;
    putMessages(id, await readMessages(id));
    if (!get(id)) putHead(head);
    return true;
  }

  async function reload(id: string): Promise<void> {
    const head = await repository.getConversation(id);
    if (!head) return;
    putHead(head);
    if (state.chats[id]) await open(id);
  }

  const forget = (id: string) =>
    setState(
      produce((draft) => {
        draft.heads = draft.heads.filter((head) => head.id !== id);
        delete draft.chats[id];
      }),
    );

  tabs.subscribe((event) => {
    if (event.type === 'conversation-changed') void reload(event.id);
    if (event.type === 'conversation-removed') forget(event.id);
  });

  return {
    get heads() {
      return state.heads;
    },
    get loaded() {
      return state.loaded;
    },
    ready: load(),
    get,
    open,
    isOpen: (id) => state.chats[id] !== undefined,
    path: (id) => visiblePath(Object.values(state.chats[id] ?? {})),
    message: (conversationId, messageId) => state.chats[conversationId]?.[messageId],
    rename: (id, title) => saveHead(id, { title: title.trim() || 'New chat' }),
    setModel: (id, model) => saveHead(id, { model }),
    setStream: (id, stream) => saveHead(id, { stream }),
    async remove(id) {
      const head = get(id);
      if (!head) return async () => {};
      const keptHead = { ...unwrap(head) };
      const keptMessages = await repository.listMessages(id);
      await repository.removeConversation(id);
      forget(id);
      tabs.publish({ type: 'conversation-removed', id });
      return async () => {
        await repository.saveTurn(keptHead, keptMessages);
        putHead(keptHead);
        changed(id);
      };
    },
    async removeMessage(conversationId, messageId) {
      const removed = unwrap(state.chats)[conversationId]?.[messageId];
      const head = get(conversationId);
      if (!removed || !head) return async () => {};
      const children = rawMessages(conversationId).filter((m) => m.parentId === messageId);
      const moved = children.map((child) => ({ ...child, parentId: removed.parentId }));
      await repository.saveTurn(unwrap(head), moved);
      await repository.removeMessages([messageId]);
      edits += 1;
      setState(
        'chats',
        conversationId,
        produce((chat) => {
          delete chat[messageId];
          for (const child of moved) chat[child.id] = child;
        }),
      );
      changed(conversationId);
      return async () => {
        await repository.saveTurn(unwrap(head), [removed, ...children]);
        edits += 1;
        setState(
          'chats',
          conversationId,
          produce((chat) => {
            for (const message of [removed, ...children]) chat[message.id] = message;
          }),
        );
        changed(conversationId);
      };
    },
    async addTurn({ conversationId, model, messages }) {
      const [first] = messages;
      if (!first) return;
      const now = clock.now();
      const known = conversationId === undefined ? undefined : get(conversationId);
      const head: Conversation = known
        ? { ...unwrap(known), updatedAt: now, model }
        : {
            id: first.conversationId,
            title: titleFrom(first.text),
            createdAt: now,
            updatedAt: now,
            model,
          };
      for (const { id, status } of messages) if (status === 'streaming') writing.add(id);
      await repository.saveTurn(head, messages);
      const chat = { ...unwrap(state.chats)[head.id] };
      for (const message of messages) chat[message.id] = message;
      edits += 1;
      setState('chats', head.id, (old) =>
        old ? Object.fromEntries(messages.map((m) => [m.id, m])) : chat,
      );
      putHead(head);
      changed(head.id);
    },
    mutate(conversationId, messageId, change) {
      if (!state.chats[conversationId]?.[messageId]) return;
      setState('chats', conversationId, messageId, produce(change));
    },
    async persist(conversationId, messageId, durability) {
      const message = unwrap(state.chats)[conversationId]?.[messageId];
      if (!message) return;
      await repository.saveMessage(unwrap(message), durability);
      if (message.status !== 'streaming') writing.delete(messageId);
      changed(conversationId);
    },
  };
}

function byCreation(a: Message, b: Message): number {
  return a.createdAt - b.createdAt;
}
