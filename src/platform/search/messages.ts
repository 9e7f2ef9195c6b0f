import type { SearchAnswer } from '../../core/search/types';

/** What the page says to the search worker. */
export interface ToWorker {
  query: string;
}

/** What the search worker says to the page. */
export type FromWorker =
  { type: 'answer'; answer: SearchAnswer } | { type: 'ready' } | { type: 'failed'; reason: string };
