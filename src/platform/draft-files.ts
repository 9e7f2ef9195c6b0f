import { restoreAttachments } from '../core/chat/restore';
import type { DraftFileStore } from '../core/ports';
import { browserSessionStorage, keep } from './draft-store';

const FILES_KEY = 'patchbay-draft-files';

/** Which files wait in the composers, in this tab's sessionStorage beside their text; told when it refuses. */
export function createDraftFileStore(
  onRefused: () => void,
  storage = browserSessionStorage(),
): DraftFileStore {
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
      if (!keep(storage, FILES_KEY, files)) onRefused();
    },
  };
}
