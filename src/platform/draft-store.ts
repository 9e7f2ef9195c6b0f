import type { DraftStore } from '../core/ports';

const DRAFTS_KEY = 'patchbay-drafts';

/** Drafts in this tab's sessionStorage: they survive a reload and a restored session, and never reach another tab. */
export function createDraftStore(storage = browserSessionStorage()): DraftStore {
  return {
    load() {
      try {
        return textsOf(JSON.parse(storage?.getItem(DRAFTS_KEY) ?? '{}'));
      } catch {
        return {};
      }
    },
    save(texts) {
      try {
        storage?.setItem(DRAFTS_KEY, JSON.stringify(texts));
      } catch {
        // Full or denied: the text is still in its box.
      }
    },
  };
}

function textsOf(stored: unknown): Record<string, string> {
  const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

// With site data denied, even looking throws.
export function browserSessionStorage(): Pick<Storage, 'getItem' | 'setItem'> | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
