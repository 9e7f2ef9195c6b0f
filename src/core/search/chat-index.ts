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
export interface ShownTexts {
  /** Through which message their branch goes. */
  leafId: string | undefined;
  ids: readonly string[];
  /** Folded, one for each id. */
  texts: readonly string[];
}

interface Chat {
  id: string;
  title: string;
  folded: string;
  updatedAt: number;
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
  putHead(head: Conversation): void;
  /**
   * Adds a message or says what it says now. False, and not kept, where its chat has no head, or not all of its messages are
   * known: it has to be read anew.
   */
  putMessage(message: SaidMessage): boolean;
  /** Takes all that is on screen of a chat at once. False, and not kept, where its head is missing or shows another branch. */
  putTexts(chatId: string, shown: ShownTexts): boolean;
  /** What `putTexts` takes; undefined for a chat without a head. */
  textsOf(chatId: string): ShownTexts | undefined;
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
      const isSame = known !== undefined && known.leafId === leafId;
      const entries = known?.entries ?? (isSame ? undefined : new Map<string, Entry>());
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
    putTexts(chatId, shown) {
      const chat = chats.get(chatId);
      if (!chat || chat.leafId !== shown.leafId) return false;
      chat.entries = undefined;
      chat.shown = shown;
      return true;
    },
    textsOf(chatId) {
      const chat = chats.get(chatId);
      return chat && shownOf(chat);
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
  return (chat.shown = { leafId: chat.leafId, ids, texts });
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
