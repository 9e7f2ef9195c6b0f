import type { Clock, TabEvent, Tabs, TryLock } from '../../core/ports';
import type { ChatIndex, ChatTexts } from '../../core/search/chat-index';
import { createTurns } from '../../lib/in-turn';
import { createConversationRepository } from '../conversation-repository';
import type { Database } from '../database';
import { bucketOf, BUCKETS } from '../outdate-texts';
import { keepTexts, readChatIds, readMarks, readTexts, type KeptTexts } from './kept-texts';
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
/** How many buckets are kept in one transaction, and how long others have the disk before the next. */
const AT_ONCE = 4;
const PAUSE_MS = 20;
/** To keep a chat is to write all of its bucket: what makes that longer is read from its messages instead. */
const MOST_LETTERS = 1_000_000;

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
  /** The mark that each bucket had before its chats were read as they are in the index now. */
  const marks = new Map<number, number | undefined>();
  /** Buckets with chats that are in the index and not kept. */
  const due = new Set<number>();
  let cancelKeeping: (() => void) | undefined;

  async function readAll(): Promise<void> {
    const whole = new Set<number>();
    const missing = new Set<string>();
    let all = 0;
    await readTexts(database, (kept) => {
      for (const { id, mark, chats, left } of kept) {
        if (!chats) {
          marks.set(id, mark);
          continue;
        }
        whole.add(id);
        for (const chat of chats) if (!changed?.has(chat.id)) index.putTexts(chat);
        for (const chatId of left) missing.add(chatId);
        all += chats.length + left.length;
      }
      share = whole.size / BUCKETS;
      onChange();
    });
    const ids = whole.size < BUCKETS ? await readChatIds(database) : [];
    for (const id of ids) {
      const bucket = bucketOf(id);
      if (whole.has(bucket)) continue;
      missing.add(id);
      all += 1;
      due.add(bucket);
      if (!marks.has(bucket)) marks.set(bucket, undefined);
    }
    if (missing.size > all * MANY) await readMissing(missing, all);
    else for (const id of missing) await inTurn(() => readChat(id));
    for (const id of changed ?? []) marks.delete(bucketOf(id));
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
  }

  async function readChat(id: string): Promise<void> {
    const head = await repository.getConversation(id);
    const messages = head ? await repository.listMessages(id) : [];
    index.drop(id);
    if (!head) return;
    index.putHead(head);
    for (const message of messages) index.putMessage(message);
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
    due.add(bucketOf(id));
    marks.delete(bucketOf(id));
    if (event.type === 'conversation-removed') await inTurn(async () => index.drop(id));
    else if (event.type === 'message-changed' && !changed)
      await inTurn(() => readMessage(event.messageId, id));
    else await inTurn(() => readChat(id));
    onChange();
    keepSoon();
  }

  function keepSoon(): void {
    cancelKeeping?.();
    if (changed || due.size === 0) return;
    cancelKeeping = clock.after(QUIET_MS, () => {
      // It costs the next start some time, and nothing else.
      tryLock('search-texts', keepDue).catch(() => {});
    });
  }

  async function keepDue(): Promise<void> {
    const isKnown = (bucket: number) => marks.has(bucket);
    const unknown = [...due].filter((bucket) => !isKnown(bucket));
    // So many, after an import say, the next start reads in one go.
    const again = new Set(unknown.length > BUCKETS * MANY ? [] : unknown);
    // What changes meanwhile waits until it is quiet again.
    const all = [...due].filter((bucket) => isKnown(bucket) || again.has(bucket));
    due.clear();
    // Other tabs may have written, and not told of it yet: all that lies in the bucket is read again, behind its mark.
    for (const [bucket, mark] of await readMarks(database, again)) marks.set(bucket, mark);
    const chatIds = new Map<number, string[]>(all.map((bucket) => [bucket, []]));
    for (const id of await readChatIds(database)) chatIds.get(bucketOf(id))?.push(id);

    for (let at = 0; at < all.length; at += AT_ONCE) {
      const buckets = all.slice(at, at + AT_ONCE);
      for (const bucket of buckets)
        if (again.has(bucket))
          for (const id of chatIds.get(bucket) ?? []) await inTurn(() => readChat(id));
      const unchanged = buckets.filter(isKnown);
      await keepTexts(
        database,
        unchanged.map((id) => ({ id, mark: marks.get(id), ...shortOnes(chatIds.get(id) ?? []) })),
      );
      for (const bucket of unchanged) marks.delete(bucket);
      await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
    }
  }

  function shortOnes(ids: readonly string[]): Pick<KeptTexts, 'chats' | 'left'> {
    const [chats, left] = [[] as ChatTexts[], [] as string[]];
    let room = MOST_LETTERS;
    for (const id of ids) {
      const chat = index.textsOf(id);
      const letters = chat?.texts.reduce((sum, { length }) => sum + length, 0) ?? 0;
      if (chat && letters <= room) {
        room -= letters;
        chats.push(chat);
      } else left.push(id);
    }
    return { chats, left };
  }

  tabs.subscribe((event) => void follow(event).catch(onFailed));
  return {
    read: () => (changed ? Math.min(0.99, share) : 1),
    ready: readAll(),
  };
}
