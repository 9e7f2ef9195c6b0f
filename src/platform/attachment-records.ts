import { promisifyRequest } from 'idb-keyval';
import { isDraftOwner } from '../core/attachments/owner';
import type { StoredAttachment } from '../core/attachments/types';
import type { Message } from '../core/chat/types';
import { BY_OWNER } from './schema';
import { stamp } from './stored-record';

/** Puts records into a transaction over `attachments`. */
export function putAttachments(
  transaction: IDBTransaction,
  attachments: readonly StoredAttachment[],
): void {
  const store = transaction.objectStore('attachments');
  for (const attachment of attachments) store.put(stamp(attachment));
}

/** Makes a chat the owner of what its messages, or its waiting questions, brought from the composer. */
export async function adoptAttachments(
  transaction: IDBTransaction,
  conversationId: string,
  messages: readonly Pick<Message, 'attachments'>[],
): Promise<void> {
  const ids = messages.flatMap(({ attachments = [] }) => attachments.map(({ id }) => id));
  const store = transaction.objectStore('attachments');
  for (const id of ids) {
    const record = restoreAttachment(await promisifyRequest<unknown>(store.get(id)));
    // What belongs to a chat stays with it.
    if (record && isDraftOwner(record.conversationId))
      store.put(stamp({ ...record, conversationId }));
  }
}

/** Removes records within a transaction over `attachments`. */
export function removeAttachments(transaction: IDBTransaction, ids: readonly string[]): void {
  const store = transaction.objectStore('attachments');
  for (const id of ids) store.delete(id);
}

/** Removes all of an owner within a transaction over `attachments`. */
export async function removeOwned(transaction: IDBTransaction, owner: string): Promise<void> {
  const keys = await promisifyRequest(byOwner(transaction).getAllKeys(owner));
  const store = transaction.objectStore('attachments');
  for (const key of keys) store.delete(key);
}

/** The attachments of a transaction, by who owns them. */
export function byOwner(transaction: IDBTransaction): IDBIndex {
  return transaction.objectStore('attachments').index(BY_OWNER);
}

/** A stored record, or undefined when it has no ids or no bytes. */
export function restoreAttachment(record: unknown): StoredAttachment | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const { id, conversationId, blob, text } = record as Partial<Record<string, unknown>>;
  if (typeof id !== 'string' || typeof conversationId !== 'string') return undefined;
  if (!(blob instanceof Blob)) return undefined;
  return { id, conversationId, blob, ...(typeof text === 'string' && { text }) };
}
