import { createStore } from 'solid-js/store';
import { createStateContext } from './context';

/** What stands in the composers and was not sent yet, by chat; it lives as long as the page. */
export interface Drafts {
  /** The text for a chat, or for the new one when `id` is undefined. */
  get(id: string | undefined): string;
  set(id: string | undefined, text: string): void;
}

export const DraftsContext = createStateContext<Drafts>('Drafts');

export function createDrafts(): Drafts {
  const [texts, setTexts] = createStore<Record<string, string>>({});
  const key = (id: string | undefined) => id ?? 'new';
  return {
    get: (id) => texts[key(id)] ?? '',
    set: (id, text) => setTexts(key(id), text),
  };
}
