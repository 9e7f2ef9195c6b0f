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

/** A chat that has some words: in its title, in these of its messages (by their place in `shown`), or both. */
interface Finding {
  chat: Chat;
  isTitled: boolean;
  /** Undefined for all. */
  at: readonly number[] | undefined;
}

/** What a question found. */
interface Answered {
  words: readonly string[];
  findings: readonly Finding[];
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

/** So many answers are kept, for whoever takes letters back. */
const MOST_ANSWERS = 8;

/**
 * An empty index. A question goes through all texts, which for 24 MB takes 10 to 60 ms; one that asks for more than the
 * question before goes through what that found, and looks only for the words that are new.
 */
export function createChatIndex(): ChatIndex {
  const chats = new Map<string, Chat>();
  let newestFirst: readonly Finding[] | undefined;
  /** Each asks for more than the one before it. */
  let answered: Answered[] = [];

  const all = () =>
    (newestFirst ??= [...chats.values()]
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .map((chat) => ({ chat, isTitled: true, at: undefined })));

  function changed(): void {
    newestFirst = undefined;
    answered = [];
  }

  /** The chats with all these words. */
  function findingsOf(words: readonly string[]): readonly Finding[] {
    const isImplied = (word: string) => words.some((longer) => longer.includes(word));
    const before = answered.findLastIndex((one) => one.words.every(isImplied));
    answered = answered.slice(0, before + 1);
    const { words: known, findings } = answered.at(-1) ?? { words: [], findings: all() };
    // The longest word is as a rule in the fewest texts.
    const wanted = words
      .filter((word) => !known.includes(word))
      .sort((a, b) => b.length - a.length);
    if (wanted.length === 0) return findings;
    const found = findings.flatMap((finding) => narrowed(finding, wanted) ?? []);
    answered = [...answered, { words, findings: found }].slice(-MOST_ANSWERS);
    return found;
  }

  return {
    putHead({ id, title, updatedAt, leafId }) {
      const known = chats.get(id);
      const head = { id, title, folded: fold(title), updatedAt, leafId };
      const entries = known?.entries ?? new Map<string, Entry>();
      const isSame = known?.entries && known.leafId === leafId;
      chats.set(id, { ...head, entries, shown: isSame ? known.shown : undefined });
      changed();
    },
    putMessage(message) {
      const { id, parentId, createdAt } = message;
      const chat = chats.get(message.conversationId);
      if (!chat?.entries) return false;
      chat.entries.set(id, { id, parentId, createdAt, folded: fold(searchable(message)) });
      chat.shown = undefined;
      answered = [];
      return true;
    },
    putTexts({ id, title, updatedAt, ids, texts }) {
      const head = { id, title, folded: fold(title), updatedAt, leafId: undefined };
      chats.set(id, { ...head, entries: undefined, shown: { ids, texts } });
      changed();
    },
    textsOf(chatId) {
      const chat = chats.get(chatId);
      if (!chat) return undefined;
      const { id, title, updatedAt } = chat;
      return { id, title, updatedAt, ...shownOf(chat) };
    },
    drop(chatId) {
      chats.delete(chatId);
      changed();
    },
    find(words, most) {
      const found: Found = { chats: [], chatCount: 0, messageCount: 0 };
      if (words.length === 0) return found;
      for (const { chat, at = [] } of findingsOf(words)) {
        found.chatCount += 1;
        found.messageCount += at.length;
        if (found.chats.length < most) found.chats.push(foundChat(chat, at));
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

/** What of a finding has these words too. */
function narrowed({ chat, isTitled, at }: Finding, words: readonly string[]): Finding | undefined {
  const { texts } = shownOf(chat);
  const isIn = (place: number) => holdsAll(texts[place] ?? '', words);
  const places = at ? at.filter(isIn) : [...texts.keys()].filter(isIn);
  const isStillTitled = isTitled && holdsAll(chat.folded, words);
  if (places.length === 0 && !isStillTitled) return undefined;
  return { chat, isTitled: isStillTitled, at: places };
}

function foundChat(chat: Chat, at: readonly number[]): FoundChat {
  const { ids, texts } = shownOf(chat);
  const [newest] = at;
  const found = { id: chat.id, title: chat.title, messages: at.length };
  if (newest === undefined) return found;
  return { ...found, best: { messageId: ids[newest] ?? '', folded: texts[newest] ?? '' } };
}

function holdsAll(folded: string, words: readonly string[]): boolean {
  for (const word of words) if (!folded.includes(word)) return false;
  return true;
}
