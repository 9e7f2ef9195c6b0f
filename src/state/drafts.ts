import { createStore, unwrap } from 'solid-js/store';
import type { Clock, DraftStore } from '../core/ports';
import { createStateContext } from './context';

/** What stands in the composers and was not sent yet, by chat; it outlives a reload of the tab. */
export interface Drafts {
  /** The text for a chat, or for the new one when `id` is undefined. */
  get(id: string | undefined): string;
  set(id: string | undefined, text: string): void;
  /** Keeps the last words without waiting: the page may be going. */
  saveNow(): void;
}

export const DraftsContext = createStateContext<Drafts>('Drafts');

/** Typing is not slowed down by a write at each key. */
const SAVE_AFTER_MS = 500;

export function createDrafts(tools: { store: DraftStore; clock: Clock }): Drafts {
  const { store, clock } = tools;
  const [texts, setTexts] = createStore<Record<string, string>>(store.load());
  let cancel: (() => void) | undefined;
  const key = (id: string | undefined) => id ?? 'new';

  function saveNow(): void {
    cancel?.();
    cancel = undefined;
    store.save(Object.fromEntries(Object.entries(unwrap(texts)).filter(([, text]) => text)));
  }

  return {
    get: (id) => texts[key(id)] ?? '',
    set(id, text) {
      setTexts(key(id), text);
      cancel ??= clock.after(SAVE_AFTER_MS, saveNow);
    },
    saveNow,
  };
}
