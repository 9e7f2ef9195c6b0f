import type { DraftStore } from '../core/ports';

const DRAFTS_KEY = 'patchbay-drafts';

/**
 * Drafts in this tab's sessionStorage: they survive a reload and a restored session, and never reach another tab.
 * `onRefused` is told each time that something could not be kept.
 */
export function createDraftStore(
  onRefused: () => void,
  storage = browserSessionStorage(),
): DraftStore {
  return {
    load() {
      try {
        return textsOf(JSON.parse(storage?.getItem(DRAFTS_KEY) ?? '{}'));
      } catch {
        return {};
      }
    },
    save(texts) {
      if (!keep(storage, DRAFTS_KEY, texts)) onRefused();
    },
  };
}

/** Whether the storage has it now; full or denied, it has not, and of nothing there is nothing to lose. */
export function keep(storage: SessionStore | undefined, key: string, record: object): boolean {
  try {
    storage?.setItem(key, JSON.stringify(record));
    if (storage) return true;
  } catch {
    // It is still on screen.
  }
  return Object.keys(record).length === 0;
}

function textsOf(stored: unknown): Record<string, string> {
  const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

type SessionStore = Pick<Storage, 'getItem' | 'setItem'>;

// With site data denied, even looking throws.
export function browserSessionStorage(): SessionStore | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
