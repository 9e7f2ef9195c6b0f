import { restoreAttachments } from '../core/chat/restore';
import type { DraftFileStore } from '../core/ports';
import { browserSessionStorage } from './draft-store';

const FILES_KEY = 'patchbay-draft-files';

/** Which files wait in the composers, in this tab's sessionStorage beside their text. */
export function createDraftFileStore(storage = browserSessionStorage()): DraftFileStore {
  return {
    load() {
      try {
        const stored: unknown = JSON.parse(storage?.getItem(FILES_KEY) ?? '{}');
        const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
        return Object.fromEntries(entries.map(([chat, list]) => [chat, restoreAttachments(list)]));
      } catch {
        return {};
      }
    },
    save(files) {
      try {
        storage?.setItem(FILES_KEY, JSON.stringify(files));
      } catch {
        // Full or denied: they are still in their composer.
      }
    },
  };
}
