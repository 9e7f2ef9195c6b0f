import { batch } from 'solid-js';
import { $RAW, createStore, produce, reconcile, unwrap } from 'solid-js/store';
import { versionsIn, visiblePath } from '../core/chat/conversation';
import type { Message } from '../core/chat/types';
import { createHeadList, type HeadList } from './head-list';

type Chat = Record<string, Message>;

/** Chats whose messages stay in memory: the ones last looked at, and those that this tab writes to. */
const MOST_OPEN = 12;

/** The heads of all chats and the messages of the opened ones, without any storage. */
export interface ChatStore {
  readonly heads: HeadList;
  /** The messages of an opened chat by id; tracked. */
  chat(id: string): Chat | undefined;
  /**
   * The messages on screen, in order, as plain objects: tracked is the tree alone, so that neither text nor status
   * re-runs it. Worked out once for each change of the tree, and the same array while that changes nothing.
   */
  path(id: string): readonly Message[];
  /** The versions of a message, oldest first, as plain objects; tracked is the tree alone. */
  versions(id: string, messageId: string): readonly Message[];
  /** The same objects without tracking, for writing them to disk and for looking things up. */
  rawChat(id: string): Chat | undefined;
  /** Whether all messages of a chat are here; tracked. */
  isWhole(id: string): boolean;
  /** Replaces a chat's messages; what this tab writes stays as it is here, but for its place in the tree. */
  replaceMessages(id: string, messages: readonly Message[]): void;
  /** Makes a message that is there say what this one says. */
  replaceMessage(id: string, message: Message): void;
  /** Opens a chat with its last messages alone, until `replaceMessages` brings all of them. */
  putEnd(id: string, messages: readonly Message[]): void;
  /** Adds messages to a chat, which is opened by it; one that is there says what this one says. */
  putMessages(id: string, messages: readonly Message[]): void;
  setParent(id: string, messageId: string, parentId: string | null): void;
  mutate(id: string, messageId: string, change: (message: Message) => void): void;
  dropMessage(id: string, messageId: string): void;
  drop(ids: readonly string[]): void;
}

interface ChatState {
  chats: Record<string, Chat>;
  /** Counts the changes of a chat's tree. */
  trees: Record<string, number>;
  /** Opened chats of which only the end is here. */
  ends: Record<string, boolean>;
}

interface Path {
  tree: number;
  leafId: string | undefined;
  path: readonly Message[];
}

const NOTHING: readonly Message[] = [];

/** An empty store; `writing` has the messages that this tab is writing, newer than on disk. */
export function createChatStore(writing: ReadonlySet<string>): ChatStore {
  const [state, setState] = createStore<ChatState>({ chats: {}, trees: {}, ends: {} });
  const paths = new Map<string, Path>();
  const versions = new Map<string, { tree: number; of: ReadonlyMap<string, readonly Message[]> }>();
  const heads = createHeadList();
  /** The opened chats, the one put last at the end. */
  const recent = new Set<string>();
  const rawChat = (id: string) => unwrap(state.chats)[id];

  const treeChanged = (id: string) => setState('trees', id, (count = 0) => count + 1);

  function path(id: string): readonly Message[] {
    const tree = state.trees[id] ?? 0;
    const leafId = heads.get(id)?.leafId;
    const known = paths.get(id);
    if (known?.tree === tree && known.leafId === leafId) return known.path;
    const chat = rawChat(id);
    if (!chat) return NOTHING;
    const found = visiblePath(Object.values(chat), leafId);
    const isSame =
      known?.path.length === found.length && found.every((entry, at) => entry === known.path[at]);
    const shown = isSame ? known.path : found;
    paths.set(id, { tree, leafId, path: shown });
    return shown;
  }

  function versionsOf(id: string): ReadonlyMap<string, readonly Message[]> {
    const tree = state.trees[id] ?? 0;
    const known = versions.get(id);
    if (known?.tree === tree) return known.of;
    const of = versionsIn(Object.values(rawChat(id) ?? {}));
    versions.set(id, { tree, of });
    return of;
  }

  const close = (id: string) => {
    recent.delete(id);
    batch(() => {
      setState(
        'chats',
        produce((chats) => void delete chats[id]),
      );
      setState('ends', id, false);
      treeChanged(id);
    });
    paths.delete(id);
    versions.delete(id);
  };

  function closeOldest(): void {
    if (recent.size <= MOST_OPEN) return;
    const isWritten = (id: string) => {
      const chat = rawChat(id) ?? {};
      return [...writing].some((messageId) => messageId in chat);
    };
    const closable = [...recent].slice(0, -1).filter((id) => !isWritten(id));
    closable.slice(0, Math.max(0, recent.size - MOST_OPEN)).forEach(close);
  }

  function keep(id: string): void {
    recent.delete(id);
    recent.add(id);
    closeOldest();
  }

  function setParent(id: string, messageId: string, parentId: string | null): void {
    if (rawChat(id)?.[messageId]?.parentId === parentId) return;
    batch(() => {
      setState('chats', id, messageId, 'parentId', parentId);
      treeChanged(id);
    });
  }

  return {
    heads,
    chat: (id) => state.chats[id],
    rawChat,
    path,
    versions: (id, messageId) => versionsOf(id).get(messageId) ?? NOTHING,
    isWhole: (id) => state.chats[id] !== undefined && state.ends[id] !== true,
    replaceMessages(id, messages) {
      const own = rawChat(id) ?? {};
      const merged = messages.map((message) => {
        const mine = own[message.id];
        if (!mine || !writing.has(message.id)) return message;
        setParent(id, message.id, message.parentId);
        return mine;
      });
      batch(() => {
        setState('chats', id, reconcile(asRaw(byId(merged))));
        setState('ends', id, false);
        treeChanged(id);
      });
      keep(id);
    },
    replaceMessage: (id, message) =>
      batch(() => {
        const summary = rawChat(id)?.[message.id]?.compaction?.text;
        setParent(id, message.id, message.parentId);
        setState('chats', id, message.id, reconcile(message));
        // Another summary: what is sent of the path is another, for whoever counts it.
        if (summary !== message.compaction?.text) treeChanged(id);
      }),
    putEnd(id, messages) {
      batch(() => {
        setState('chats', id, reconcile(asRaw(byId(messages))));
        setState('ends', id, true);
        treeChanged(id);
      });
      keep(id);
    },
    putMessages(id, messages) {
      const known = rawChat(id) ?? {};
      batch(() => {
        setState('chats', id, byId(messages.filter((message) => !known[message.id])));
        for (const message of messages)
          if (known[message.id]) setState('chats', id, message.id, reconcile(message));
        treeChanged(id);
      });
      keep(id);
    },
    setParent,
    mutate(id, messageId, change) {
      if (rawChat(id)?.[messageId]) setState('chats', id, messageId, produce(change));
    },
    dropMessage: (id, messageId) =>
      batch(() => {
        setState(
          'chats',
          id,
          produce((chat) => void delete chat[messageId]),
        );
        treeChanged(id);
      }),
    drop: (ids) =>
      batch(() => {
        ids.forEach(close);
        heads.drop(ids);
      }),
  };
}

/** Says that nothing in here is a proxy: Solid would walk through every field of thousands of messages to see that. */
function asRaw(chat: Chat): Chat {
  return Object.defineProperty(chat, $RAW, { value: chat });
}

function byId(messages: readonly Message[]): Chat {
  return Object.fromEntries(messages.map((message) => [message.id, message]));
}
