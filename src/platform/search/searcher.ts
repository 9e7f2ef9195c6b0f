import type { Clock, TabEvent, Tabs, TryLock } from '../../core/ports';
import { createChatIndex, searchable, type FoundChat } from '../../core/search/chat-index';
import { wordsOf } from '../../core/search/fold';
import { marked, snippetOf } from '../../core/search/mark';
import type { SearchAnswer, SearchHit } from '../../core/search/types';
import { reasonOf } from '../../lib/reason';
import type { Database } from '../database';
import { keepIndex } from './keep-index';
import type { FromWorker } from './messages';
import { readSome } from './read-messages';

/** More than fit on a screen; who wants others types another word. */
const MOST_HITS = 30;
/** With each letter typed most hits are those of the letters before: so many texts are kept, long ones are not. */
const MOST_TEXTS = 100;
const LONGEST_TEXT = 100_000;
/** How soon an answer follows a change that nobody asked about. */
const UPDATE_MS = 250;

export interface SearcherTools {
  database: Database;
  tabs: Tabs<TabEvent>;
  clock: Clock;
  tryLock: TryLock;
  tell(message: FromWorker): void;
}

/** Reads all chats into an index, keeps it as they are, and answers the query asked last, again after each change. */
export function createSearcher({ database, tabs, clock, tryLock, tell }: SearcherTools): {
  ask(query: string): void;
} {
  const index = createChatIndex();
  let query = '';
  let isDue = false;
  let isAnswering = false;

  /** What was read last, by message, until anything changes. */
  let lately = new Map<string, string>();

  const onFailed = (error: unknown) => tell({ type: 'failed', reason: reasonOf(error) });

  /** The index holds no letters as they were written: for a person they are read from the disk. */
  async function readTexts(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = lately;
    const missing = ids.filter((id) => !known.has(id));
    const texts = new Map(known);
    for (const [id, message] of await readSome(database, missing))
      texts.set(id, searchable(message));
    if (lately === known) {
      const kept = [...texts].filter(([, text]) => text.length <= LONGEST_TEXT);
      lately = new Map(kept.slice(-MOST_TEXTS));
    }
    return texts;
  }

  async function answerTo(asked: string): Promise<SearchAnswer> {
    const words = wordsOf(asked);
    const read = kept.read();
    const { chats, chatCount, messageCount } = index.find(words, MOST_HITS);
    const texts = await readTexts(chats.flatMap(({ best }) => best?.messageId ?? []));
    const hits = chats.map((chat) => hitOf(chat, texts.get(chat.best?.messageId ?? ''), words));
    return { query: asked, hits, chats: chatCount, messages: messageCount, read };
  }

  /** One answer at a time; what is asked meanwhile makes another one, for the last query only. */
  async function answerWhatIsDue(): Promise<void> {
    if (isAnswering) return;
    isAnswering = true;
    while (isDue) {
      isDue = false;
      const found = await answerTo(query);
      if (found.query === query) tell({ type: 'answer', answer: found });
    }
    isAnswering = false;
  }

  function answer(): void {
    isDue = query !== '';
    answerWhatIsDue().catch(onFailed);
  }

  /** However often it is called, one answer comes of it, `ms` after the first call. */
  function planned(ms: number): () => void {
    let isPlanned = false;
    const run = () => {
      isPlanned = false;
      answer();
    };
    return () => {
      if (!isPlanned) clock.after(ms, run);
      isPlanned = true;
    };
  }
  // In a task of its own: of several queries that already wait, only the last one is answered.
  const answerNow = planned(0);
  const answerSoon = planned(UPDATE_MS);

  const onChange = () => {
    lately = new Map();
    if (query !== '') answerSoon();
  };
  const kept = keepIndex(index, { database, tabs, clock, tryLock, onChange, onFailed });
  kept.ready.then(() => {
    tell({ type: 'ready' });
    answer();
  }, onFailed);

  return {
    ask(asked) {
      query = asked.trim();
      answerNow();
    },
  };
}

function hitOf(
  { id, title, messages, best }: FoundChat,
  text: string | undefined,
  words: readonly string[],
): SearchHit {
  const hit = { id, title: marked(title, words), messages };
  if (!best || text === undefined) return hit;
  const snippet = snippetOf(text, words, best.folded);
  return { ...hit, best: { messageId: best.messageId, snippet } };
}
