import type { Clock, TabEvent, Tabs, TryLock } from '../../core/ports';
import type { ChatIndex, ChatTexts } from '../../core/search/chat-index';
import { createTurns } from '../../lib/in-turn';
import { createConversationRepository } from '../conversation-repository';
import type { Database } from '../database';
import { keepTexts, readChatKeys, readMark, readTexts, removeTexts } from './kept-texts';
import { readHeads, readMessages, unreported } from './read-messages';

export interface KeepIndexTools {
  database: Database;
  /** Hears every change of what is stored, those of its own page too. */
  tabs: Tabs<TabEvent>;
  clock: Pick<Clock, 'after'>;
  /** One tab at a time keeps what was read for the next start. */
  tryLock: TryLock;
  /** The index has more, or something else, than before. */
  onChange: () => void;
  onFailed(error: unknown): void;
}

/** A start reads all messages, in one go, when so many of the chats are not kept; else one such chat after the other. */
const MANY = 0.25;
/** Nothing has changed for so long: what did is kept now. */
const QUIET_MS = 5_000;
/** How many chats are kept in one transaction, and how long others have the disk before the next. */
const AT_ONCE = 100;
const PAUSE_MS = 20;
/** To keep a chat is to write all of it: a long one is read from its messages instead. */
const MOST_LETTERS = 500_000;

/**
 * Fills an index with everything stored, then keeps it so, and keeps for the next start what it has read. `read` tells how
 * much of it is there, 0 to 1.
 */
export function keepIndex(
  index: ChatIndex,
  { database, tabs, clock, tryLock, onChange, onFailed }: KeepIndexTools,
): { read(): number; ready: Promise<void> } {
  const repository = createConversationRepository(database, unreported);
  const inTurn = createTurns();
  /** Chats that changed while all is read for the first time: what comes of them after that may be old. */
  let changed: Set<string> | undefined = new Set();
  let share = 0;
  /** The mark that each chat had before it was read as it is in the index now. */
  const marks = new Map<string, number | undefined>();
  /** Chats that are in the index and not kept. */
  const due = new Set<string>();
  /** What is kept of chats that are gone. */
  const orphans: string[] = [];
  let cancelKeeping: (() => void) | undefined;

  async function readAll(): Promise<void> {
    const keys = readChatKeys(database);
    const found = new Set<string>();
    const texts = readTexts(database, async (kept) => {
      const ids = await keys;
      for (const { id, mark, chat } of kept) {
        if (!ids.has(id)) orphans.push(id);
        else if (changed?.has(id)) continue;
        else if (chat) {
          index.putTexts(chat);
          found.add(id);
        } else marks.set(id, mark);
      }
      share = found.size / Math.max(1, ids.size);
      onChange();
    });
    const [ids] = await Promise.all([keys, texts]);
    const missing = new Set<string>();
    for (const id of ids) if (typeof id === 'string' && !found.has(id)) missing.add(id);
    if (missing.size > ids.size * MANY) await readMissing(missing, ids.size);
    else for (const id of missing) await inTurn(() => readChat(id));
    for (const id of missing) due.add(id);
    changed = undefined;
    keepSoon();
  }

  async function readMissing(missing: ReadonlySet<string>, all: number): Promise<void> {
    const found = 1 - missing.size / all;
    const isWanted = (id: string) => missing.has(id) && !changed?.has(id);
    // A message needs its head, but its batch can come meanwhile.
    const heads = readHeads(database).then((read) => {
      for (const head of read) if (isWanted(head.id)) index.putHead(head);
    });
    const messages = readMessages(database, async (batch, done) => {
      await heads;
      for (const message of batch) if (isWanted(message.conversationId)) index.putMessage(message);
      share = found + (1 - found) * done;
      onChange();
    });
    await Promise.all([heads, messages]);
    for (const id of missing) if (isWanted(id) && !marks.has(id)) marks.set(id, undefined);
  }

  async function readChat(id: string): Promise<void> {
    const mark = await readMark(database, id);
    const head = await repository.getConversation(id);
    const messages = head ? await repository.listMessages(id) : [];
    index.drop(id);
    if (!head) return;
    index.putHead(head);
    for (const message of messages) index.putMessage(message);
    marks.set(id, mark);
  }

  async function readMessage(id: string, chat: string): Promise<void> {
    const message = await repository.getMessage(id);
    if (message && !index.putMessage(message)) await readChat(chat);
  }

  /** One after the other, so that of two readings the later one counts. */
  async function follow(event: TabEvent): Promise<void> {
    if (event.type === 'conversations-changed') {
      for (const id of event.ids) await follow({ type: 'conversation-changed', id });
      return;
    }
    if (!('id' in event)) return;
    const { id } = event;
    changed?.add(id);
    due.add(id);
    if (event.type === 'conversation-removed') await inTurn(async () => index.drop(id));
    else if (event.type === 'message-changed' && !changed) {
      await inTurn(async () => {
        marks.delete(id);
        await readMessage(event.messageId, id);
      });
    } else await inTurn(() => readChat(id));
    onChange();
    keepSoon();
  }

  function keepSoon(): void {
    cancelKeeping?.();
    if (changed || due.size + orphans.length === 0) return;
    cancelKeeping = clock.after(QUIET_MS, () => {
      // It costs the next start some time, and nothing else.
      tryLock('search-texts', keepDue).catch(() => {});
    });
  }

  async function keepDue(): Promise<void> {
    await removeTexts(database, orphans.splice(0));
    // What changes meanwhile waits until it is quiet again.
    const all = [...due];
    due.clear();
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const ids = all.slice(at, at + AT_ONCE);
      for (const id of ids) if (!marks.has(id)) await inTurn(() => readChat(id));
      const chats = ids.filter((id) => marks.has(id));
      await keepTexts(
        database,
        chats.map((id) => ({ id, mark: marks.get(id), chat: shortTexts(index.textsOf(id)) })),
      );
      for (const id of chats) marks.delete(id);
      await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
    }
  }

  tabs.subscribe((event) => void follow(event).catch(onFailed));
  return {
    read: () => (changed ? Math.min(0.99, share) : 1),
    ready: readAll(),
  };
}

function shortTexts(chat: ChatTexts | undefined): ChatTexts | undefined {
  const letters = chat?.texts.reduce((sum, { length }) => sum + length, 0) ?? 0;
  return letters > MOST_LETTERS ? undefined : chat;
}
