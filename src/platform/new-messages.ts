import { promisifyRequest } from 'idb-keyval';
import type { CountNewMessages } from '../core/backup/ports';
import type { Database } from './database';
import { BY_CONVERSATION, BY_UPDATE } from './schema';

/**
 * Counts by keys alone: of the chats that were changed since, and in each of them behind that time. What a restore brought
 * in is as old as it was.
 */
export function createCountNewMessages({ transact }: Database): CountNewMessages {
  return (since) =>
    transact(['conversations', 'messages'], 'readonly', async (transaction) => {
      const byUpdate = transaction.objectStore('conversations').index(BY_UPDATE);
      const messages = transaction.objectStore('messages');
      const oldest = promisifyRequest(byUpdate.openKeyCursor());
      const changed = since === undefined ? undefined : idsAfter(byUpdate, since);
      const count =
        changed === undefined
          ? await promisifyRequest(messages.count())
          : await countAfter(messages.index(BY_CONVERSATION), await changed, since ?? 0);
      const key = (await oldest)?.key;
      return { count, oldestChange: typeof key === 'number' ? key : undefined };
    });
}

function idsAfter(byUpdate: IDBIndex, since: number): Promise<IDBValidKey[]> {
  return promisifyRequest(byUpdate.getAllKeys(IDBKeyRange.lowerBound(since, true)));
}

async function countAfter(
  index: IDBIndex,
  ids: readonly IDBValidKey[],
  since: number,
): Promise<number> {
  const counts = await Promise.all(
    // An array sorts after every number.
    ids.map((id) => promisifyRequest(index.count(IDBKeyRange.bound([id, since], [id, []], true)))),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
