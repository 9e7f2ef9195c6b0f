import { promisifyRequest } from 'idb-keyval';
import type { Database } from './database';

/** What a backup is named after, and whether there is anything new for it. */
export interface ChatCounts {
  countChats(): Promise<number>;
  /** Epoch milliseconds; 0 without any chat. */
  lastChange(): Promise<number>;
}

export function createChatCounts({ transact }: Database): ChatCounts {
  return {
    countChats: () =>
      transact(['conversations'], 'readonly', (transaction) =>
        promisifyRequest(transaction.objectStore('conversations').count()),
      ),
    async lastChange() {
      const newest = await transact(['conversations'], 'readonly', (transaction) => {
        const byUpdate = transaction.objectStore('conversations').index('by-update');
        return promisifyRequest(byUpdate.openKeyCursor(null, 'prev'));
      });
      return typeof newest?.key === 'number' ? newest.key : 0;
    },
  };
}
