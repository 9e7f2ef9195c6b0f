import { createStore, reconcile } from 'solid-js/store';
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
}

export const SearchContext = createStateContext<SearchState>('Search');

interface Fields {
  query: string;
  answer?: SearchAnswer | undefined;
  status: SearchState['status'];
}

/** The search in all messages: the last query counts, and an answer to an older one is dropped. */
export function createSearch(open: OpenSearch): SearchState {
  const [state, setState] = createStore<Fields>({ query: '', status: 'off' });
  let port: SearchPort | undefined;

  const onFailed = () => setState({ status: 'failed', answer: undefined });

  async function start(): Promise<void> {
    if (state.status !== 'off') return;
    setState('status', 'reading');
    try {
      port = await open({
        onAnswer(answer) {
          if (answer.query !== state.query.trim() || state.status === 'failed') return;
          // Keyed by chat: rows that stay keep their elements.
          setState('answer', reconcile(answer));
        },
        onReady: () => setState('status', 'ready'),
        onFailed,
      });
      port.ask(state.query);
    } catch {
      onFailed();
    }
  }

  return {
    get query() {
      return state.query;
    },
    get answer() {
      return state.answer;
    },
    get status() {
      return state.status;
    },
    isAnswered: () =>
      state.query.trim() !== '' &&
      (state.status === 'failed' || state.answer?.query === state.query.trim()),
    start: () => void start(),
    ask(query) {
      setState('query', query);
      if (!query.trim()) setState('answer', undefined);
      void start();
      port?.ask(query);
    },
  };
}
