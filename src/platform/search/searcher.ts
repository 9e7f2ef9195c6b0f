import type { Clock, TabEvent, Tabs } from '../../core/ports';
import {
  createChatIndex,
  searchable,
  type Found,
  type FoundChat,
} from '../../core/search/chat-index';
import { wordsOf } from '../../core/search/fold';
import { marked, snippetOf } from '../../core/search/mark';
import type { SearchHit } from '../../core/search/types';
import { createTurns } from '../../lib/in-turn';
import { reasonOf } from '../../lib/reason';
import { createConversationRepository } from '../conversation-repository';
import type { Database } from '../database';
import type { FromWorker } from './messages';
import { countMessages, readMessages, readSome } from './read-messages';

/** As many chats as the list shows. */
const MOST_HITS = 50;
const HEADS_AT_ONCE = 2_000;
/** How soon an answer follows a change that nobody asked about. */
const UPDATE_MS = 100;

export interface SearcherTools {
  database: Database;
  /** Hears every change of what is stored, those of its own page too. */
  tabs: Tabs<TabEvent>;
  clock: Clock;
  tell(message: FromWorker): void;
}

/** Reads all chats into an index, keeps it as they are, and answers the query asked last, again after each change. */
export function createSearcher({ database, tabs, clock, tell }: SearcherTools): {
  ask(query: string): void;
} {
  const index = createChatIndex();
  // What is broken is for the page to report.
  const repository = createConversationRepository(database, { add() {}, count: () => 0 });
  /** A change is read after what was being read when it came: the last reading counts. */
  const inTurn = createTurns();
  let query = '';
  let total = 0;
  let read = 0;
  let isReady = false;
  let isDue = false;
  let isAnswering = false;
  let isUpdatePlanned = false;

  const share = () => (isReady ? 1 : total === 0 ? 0 : Math.min(0.99, read / total));
  const fail = (error: unknown) => tell({ type: 'failed', reason: reasonOf(error) });

  async function answer(): Promise<void> {
    const asked = query;
    const words = wordsOf(asked);
    const found = index.find(words, MOST_HITS);
    const readThen = share();
    const hits = await withSnippets(found, words);
    if (asked !== query) return;
    const { chatCount: chats, messageCount: messages } = found;
    tell({ type: 'answer', answer: { query: asked, hits, chats, messages, read: readThen } });
  }

  async function withSnippets({ chats }: Found, words: readonly string[]): Promise<SearchHit[]> {
    const ids = chats.flatMap(({ best }) => (best ? [best.messageId] : []));
    const records = ids.length === 0 ? [] : await readSome(database, ids);
    const texts = new Map(records.flatMap((record) => (record ? [[record.id, record]] : [])));
    return chats.map((chat) => hitOf(chat, texts.get(chat.best?.messageId ?? ''), words));
  }

  /** One answer at a time; what is asked meanwhile makes another one, for the last query only. */
  async function answerWhatIsDue(): Promise<void> {
    if (isAnswering) return;
    isAnswering = true;
    while (isDue) {
      isDue = false;
      await answer();
    }
    isAnswering = false;
  }

  function update(): void {
    if (query === '' || isUpdatePlanned) return;
    isUpdatePlanned = true;
    clock.after(UPDATE_MS, () => {
      isUpdatePlanned = false;
      isDue = query !== '';
      answerWhatIsDue().catch(fail);
    });
  }

  async function readHeads(): Promise<void> {
    let before: number | undefined;
    do {
      const page = await repository.listConversations({ count: HEADS_AT_ONCE, before });
      page.heads.forEach(index.putHead);
      before = page.next;
    } while (before !== undefined);
    total = await countMessages(database);
  }

  async function readBatch(after?: IDBValidKey): Promise<IDBValidKey | undefined> {
    const { messages, count, next } = await readMessages(database, after);
    messages.forEach(index.putMessage);
    read += count;
    return next;
  }

  async function readAll(): Promise<void> {
    await inTurn(readHeads);
    update();
    let next = await inTurn(() => readBatch());
    while (next !== undefined) {
      const after = next;
      next = await inTurn(() => readBatch(after));
      update();
    }
    isReady = true;
    tell({ type: 'ready' });
    update();
  }

  async function readChat(id: string): Promise<void> {
    const head = await repository.getConversation(id);
    if (!head) {
      index.drop(id);
      return;
    }
    index.putHead(head);
    index.replaceMessages(id, await repository.listMessages(id));
  }

  async function readMessage(id: string): Promise<void> {
    const message = await repository.getMessage(id);
    if (message) index.putMessage(message);
  }

  async function follow(event: TabEvent): Promise<void> {
    switch (event.type) {
      case 'conversation-changed':
        return inTurn(() => readChat(event.id));
      case 'message-changed':
        return inTurn(() => readMessage(event.messageId));
      case 'conversation-removed':
        return inTurn(async () => index.drop(event.id));
      default:
    }
  }

  tabs.subscribe((event) => void follow(event).then(update, fail));
  readAll().catch(fail);

  return {
    ask(asked) {
      query = asked.trim();
      isDue = query !== '';
      // A task of its own: of several queries that already wait, only the last one is answered.
      clock.after(0, () => void answerWhatIsDue().catch(fail));
    },
  };
}

function hitOf(
  { id, title, messages, best }: FoundChat,
  record: Parameters<typeof searchable>[0] | undefined,
  words: readonly string[],
): SearchHit {
  const hit = { id, title: marked(title, words), messages };
  if (!best || !record) return hit;
  const snippet = snippetOf(searchable(record), words, best.folded);
  return { ...hit, best: { messageId: best.messageId, snippet } };
}
