import { visiblePath } from '../chat/conversation';
import type { SaidMessage } from '../chat/restore';
import type { Conversation, Message } from '../chat/types';
import { fold } from './fold';

/** What is kept of a message: its place in the tree, and its text as it is compared. */
interface Entry {
  id: string;
  parentId: string | null;
  createdAt: number;
  folded: string;
}

/** The messages of a chat that are on screen, newest first; other versions are not found. */
interface ShownTexts {
  ids: readonly string[];
  /** Folded, one for each id. */
  texts: readonly string[];
}

/** All that is searched of a chat. */
export interface ChatTexts extends ShownTexts {
  id: string;
  title: string;
  updatedAt: number;
}

interface Chat {
  id: string;
  title: string;
  folded: string;
  updatedAt: number;
  /** Through which message the branch on screen goes. */
  leafId: string | undefined;
  /** Undefined where only what is on screen is known. */
  entries: Map<string, Entry> | undefined;
  /** Undefined after a change. */
  shown: ShownTexts | undefined;
}

export interface FoundChat {
  id: string;
  title: string;
  messages: number;
  /** The newest message with all words. */
  best?: { messageId: string; folded: string };
}

export interface Found {
  /** Newest chats first, no more than asked for. */
  chats: FoundChat[];
  chatCount: number;
  messageCount: number;
}

/** The text of all chats in memory, folded; about one byte for each letter of a Latin script, two for others. */
export interface ChatIndex {
  /** Adds a head or says what it says now; of a chat that was put by its texts, all messages have to follow. */
  putHead(head: Conversation): void;
  /**
   * Adds a message or says what it says now. False, and not kept, where its chat has no head, or not all of its messages are
   * known: it has to be read anew.
   */
  putMessage(message: SaidMessage): boolean;
  /** Takes a chat, its head and all that is on screen of it, in place of what was known of it. */
  putTexts(texts: ChatTexts): void;
  /** What `putTexts` takes; undefined for a chat without a head. */
  textsOf(chatId: string): ChatTexts | undefined;
  drop(chatId: string): void;
  /** Chats whose title holds all words, or that have a message which does; the words are folded. */
  find(words: readonly string[], most: number): Found;
}

/** What of a message is searched: what was said, and behind it what was thought. */
export function searchable({ text, reasoning }: Pick<Message, 'text' | 'reasoning'>): string {
  return reasoning ? `${text}\n${reasoning}` : text;
}

/** An empty index. It goes through all texts for each question, which for 24 MB takes some 10 ms. */
export function createChatIndex(): ChatIndex {
  const chats = new Map<string, Chat>();
  let newestFirst: Chat[] | undefined;

  const inOrder = () =>
    (newestFirst ??= [...chats.values()].sort((a, b) => b.updatedAt - a.updatedAt));

  return {
    putHead({ id, title, updatedAt, leafId }) {
      const known = chats.get(id);
      const head = { id, title, folded: fold(title), updatedAt, leafId };
      const entries = known?.entries ?? new Map<string, Entry>();
      const isSame = known?.entries && known.leafId === leafId;
      chats.set(id, { ...head, entries, shown: isSame ? known.shown : undefined });
      newestFirst = undefined;
    },
    putMessage(message) {
      const { id, parentId, createdAt } = message;
      const chat = chats.get(message.conversationId);
      if (!chat?.entries) return false;
      chat.entries.set(id, { id, parentId, createdAt, folded: fold(searchable(message)) });
      chat.shown = undefined;
      return true;
    },
    putTexts({ id, title, updatedAt, ids, texts }) {
      const head = { id, title, folded: fold(title), updatedAt, leafId: undefined };
      chats.set(id, { ...head, entries: undefined, shown: { ids, texts } });
      newestFirst = undefined;
    },
    textsOf(chatId) {
      const chat = chats.get(chatId);
      if (!chat) return undefined;
      const { id, title, updatedAt } = chat;
      return { id, title, updatedAt, ...shownOf(chat) };
    },
    drop(chatId) {
      chats.delete(chatId);
      newestFirst = undefined;
    },
    find(words, most) {
      const found: Found = { chats: [], chatCount: 0, messageCount: 0 };
      if (words.length === 0) return found;
      // The longest word is as a rule in the fewest texts.
      const rarestFirst = [...words].sort((a, b) => b.length - a.length);
      for (const chat of inOrder()) {
        const { messages, best } = hitsIn(shownOf(chat), rarestFirst);
        if (messages === 0 && !holdsAll(chat.folded, rarestFirst)) continue;
        found.chatCount += 1;
        found.messageCount += messages;
        if (found.chats.length >= most) continue;
        found.chats.push({ id: chat.id, title: chat.title, messages, ...(best && { best }) });
      }
      return found;
    },
  };
}

function shownOf(chat: Chat): ShownTexts {
  if (chat.shown) return chat.shown;
  const path = visiblePath([...(chat.entries?.values() ?? [])], chat.leafId).reverse();
  const [ids, texts] = [path.map(({ id }) => id), path.map(({ folded }) => folded)];
  return (chat.shown = { ids, texts });
}

function hitsIn(
  { ids, texts }: ShownTexts,
  words: readonly string[],
): Pick<FoundChat, 'messages' | 'best'> {
  let messages = 0;
  let best: FoundChat['best'];
  texts.forEach((folded, at) => {
    if (!holdsAll(folded, words)) return;
    messages += 1;
    best ??= { messageId: ids[at] ?? '', folded };
  });
  return { messages, ...(best && { best }) };
}

function holdsAll(folded: string, words: readonly string[]): boolean {
  for (const word of words) if (!folded.includes(word)) return false;
  return true;
}
