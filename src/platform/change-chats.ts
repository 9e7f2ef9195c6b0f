import { promisifyRequest } from 'idb-keyval';
import type { ChangedChats, ChatChange } from '../core/chat/repository';
import { restoreConversation, restoreMessage } from '../core/chat/restore';
import { adoptAttachments, putAttachments } from './attachment-records';
import { chatsOf, outdateTexts } from './outdate-texts';
import type { StoreName } from './schema';
import type { SetAside } from './set-aside';
import { restoreAll, stamp } from './stored-record';

/** Changes chats within a transaction over their heads, messages, texts and attachments. */
export async function changeChats(
  transaction: IDBTransaction,
  ids: readonly string[],
  { head, messages, add = [], attachments = [] }: ChatChange,
  setAside: SetAside,
): Promise<ChangedChats> {
  const put = (store: StoreName, records: readonly object[]): void => {
    for (const record of records) transaction.objectStore(store).put(stamp(record));
  };
  const stored = await getAll(transaction, 'conversations', ids);
  const found = restoreAll(stored, restoreConversation, setAside, 'conversations');
  const heads = head ? found.flatMap((entry) => head(entry) ?? []) : found;
  if (heads.length === 0) return { heads: [], messages: [] };
  const records = await getAll(transaction, 'messages', messages?.ids ?? []);
  const changed = restoreAll(records, restoreMessage, setAside, 'messages').flatMap(
    (message) => messages?.change(message) ?? [],
  );
  if (head) put('conversations', heads);
  const written = [...changed, ...add];
  put('messages', written);
  outdateTexts(transaction, [...(head ? chatsOf(heads, 'id') : []), ...chatsOf(written)]);
  putAttachments(transaction, attachments);
  for (const { id, queue = [] } of heads) {
    const own = add.filter(({ conversationId }) => conversationId === id);
    await adoptAttachments(transaction, id, [...own, ...queue]);
  }
  return { heads, messages: changed };
}

/** Records by their keys, those that are there. */
async function getAll(
  transaction: IDBTransaction,
  store: StoreName,
  keys: readonly string[],
): Promise<unknown[]> {
  const objects = transaction.objectStore(store);
  const records = await Promise.all(keys.map((key) => promisifyRequest<unknown>(objects.get(key))));
  return records.filter((record) => record !== undefined);
}
