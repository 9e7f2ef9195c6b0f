import { batch, createSignal } from 'solid-js';
import { createStore } from 'solid-js/store';
import type { OpenSearch, SearchAnswer, SearchPort } from '../core/search/types';
import { createStateContext } from './context';

export interface SearchState {
  /** What stands in the search field. */
  readonly query: string;
  /** The latest answer to that query; while one letter more is looked for, still the one to the letters before. */
  readonly answer: SearchAnswer | undefined;
  /** `failed`: no messages can be searched here, and there are no answers. */
  readonly status: 'off' | 'reading' | 'ready' | 'failed';
  /** Whether what is there answers what stands in the field now. */
  isAnswered(): boolean;
  /** Begins to read what is stored; once is enough. */
  start(): void;
  /** Looks for other words; starts the search if need be. */
  ask(query: string): void;
  /** Lends the search to another field: until it is given back, its words are looked for, and the answers are told to it. */
  lend(onAnswer: (answer: SearchAnswer) => void): LentSearch;
}

export interface LentSearch {
  ask(query: string): void;
  giveBack(): void;
}

export const SearchContext = createStateContext<SearchState>('Search');

interface Fields {
  query: string;
  status: SearchState['status'];
}

/** The search in all messages: the last query counts, and an answer to an older one is dropped. */
export function createSearch(open: OpenSearch): SearchState {
  const [state, setState] = createStore<Fields>({ query: '', status: 'off' });
  // Replaced whole, and so plain: proxies of thirty hits would cost more than what they save.
  const [answer, setAnswer] = createSignal<SearchAnswer>();
  let port: SearchPort | undefined;
  let lent: { query: string; onAnswer: (answer: SearchAnswer) => void } | undefined;

  const onFailed = () =>
    batch(() => {
      setState('status', 'failed');
      setAnswer();
    });

  async function start(): Promise<void> {
    if (state.status !== 'off') return;
    setState('status', 'reading');
    try {
      port = await open({
        onAnswer(found) {
          if (lent) {
            if (found.query === lent.query.trim()) lent.onAnswer(found);
            return;
          }
          if (found.query !== state.query.trim() || state.status === 'failed') return;
          setAnswer(found);
        },
        onReady: () => setState('status', 'ready'),
        onFailed,
      });
      port.ask(lent?.query ?? state.query);
    } catch {
      onFailed();
    }
  }

  return {
    get query() {
      return state.query;
    },
    get answer() {
      return answer();
    },
    get status() {
      return state.status;
    },
    isAnswered: () =>
      state.query.trim() !== '' &&
      (state.status === 'failed' || answer()?.query === state.query.trim()),
    start: () => void start(),
    ask(query) {
      // First: it is looked for while the page follows the letter.
      if (!lent) port?.ask(query);
      setState('query', query);
      if (!query.trim()) setAnswer();
      void start();
    },
    lend(onAnswer) {
      const own = { query: '', onAnswer };
      lent = own;
      return {
        ask(query) {
          own.query = query;
          void start();
          if (lent === own) port?.ask(query);
        },
        giveBack() {
          if (lent !== own) return;
          lent = undefined;
          port?.ask(state.query);
        },
      };
    },
  };
}
