import { promisifyRequest } from 'idb-keyval';
import type { BackupStore } from '../core/backup/format';
import type { BackupTarget, RecordKey } from '../core/backup/types';
import type { Database } from './database';
import { chatsOf, outdateTexts } from './outdate-texts';

/** Records that belong to a chat, and where they say to which. */
const CHATS: Partial<Record<BackupStore, string>> = {
  conversations: 'id',
  messages: 'conversationId',
};

/** Where a backup is restored to: each change is one strict transaction. */
export function createBackupTarget({ transact }: Database): BackupTarget {
  return {
    read: (store, keys) =>
      transact([store], 'readonly', (transaction) => readAll(transaction.objectStore(store), keys)),
    change: (store, keys, decide) =>
      transact(CHATS[store] ? [store, 'texts'] : [store], 'strict', async (transaction) => {
        const records = transaction.objectStore(store);
        const stored = await readAll(records, keys);
        const changes = decide(stored);
        const field = CHATS[store];
        if (field) {
          const written = changes.flatMap(({ key, value }) => [stored.get(key), value]);
          outdateTexts(transaction, chatsOf(written, field));
        }
        for (const { key, value } of changes) {
          if (value === undefined) records.delete(key);
          else if (hasOwnKey(store)) records.put(value);
          else records.put(value, key);
        }
      }),
  };
}

async function readAll(
  store: IDBObjectStore,
  keys: readonly RecordKey[],
): Promise<Map<RecordKey, unknown>> {
  const values = await Promise.all(keys.map((key) => promisifyRequest<unknown>(store.get(key))));
  const rows = keys.map((key, at) => [key, values[at]] as const);
  return new Map(rows.filter(([, value]) => value !== undefined));
}

/** In `settings` the key stands beside the record. */
const hasOwnKey = (store: BackupStore): boolean => store !== 'settings';
