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

interface Chat {
  id: string;
  title: string;
  folded: string;
  updatedAt: number;
  /** Through which message the branch on screen goes. */
  leafId: string | undefined;
  entries: Map<string, Entry>;
  /** The messages on screen, newest first; undefined after a change. Other versions are not found. */
  shown: Entry[] | undefined;
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
  /** Adds a message or says what it says now; one of a chat without a head is not kept. */
  putMessage(message: SaidMessage): void;
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
      if (known?.leafId !== leafId && known) known.shown = undefined;
      if (known) Object.assign(known, head);
      else chats.set(id, { ...head, entries: new Map(), shown: undefined });
      newestFirst = undefined;
    },
    putMessage(message) {
      const { id, parentId, createdAt } = message;
      const chat = chats.get(message.conversationId);
      chat?.entries.set(id, { id, parentId, createdAt, folded: fold(searchable(message)) });
      if (chat) chat.shown = undefined;
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
        const hits = shownOf(chat).filter(({ folded }) => holdsAll(folded, rarestFirst));
        if (hits.length === 0 && !holdsAll(chat.folded, rarestFirst)) continue;
        found.chatCount += 1;
        found.messageCount += hits.length;
        if (found.chats.length < most) found.chats.push(foundIn(chat, hits));
      }
      return found;
    },
  };
}

function shownOf(chat: Chat): Entry[] {
  return (chat.shown ??= visiblePath([...chat.entries.values()], chat.leafId).reverse());
}

function holdsAll(folded: string, words: readonly string[]): boolean {
  for (const word of words) if (!folded.includes(word)) return false;
  return true;
}

function foundIn({ id, title }: Chat, hits: readonly Entry[]): FoundChat {
  const [best] = hits;
  return {
    id,
    title,
    messages: hits.length,
    ...(best && { best: { messageId: best.id, folded: best.folded } }),
  };
}
