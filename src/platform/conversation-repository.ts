import { promisifyRequest } from 'idb-keyval';
import type { ConversationRepository } from '../core/chat/repository';
import type { Message } from '../core/chat/types';
import { restoreConversation, restoreMessage } from '../core/chat/restore';
import { loadChanges } from './load-changes';
import {
  adoptAttachments,
  putAttachments,
  removeAttachments,
  removeOwned,
} from './attachment-records';
import type { Database } from './database';
import { readHeadPage } from './head-pages';
import { lastRecords } from './from-the-end';
import { chatsOf, outdateTexts } from './outdate-texts';
import { BY_CONVERSATION } from './schema';
import type { SetAside } from './set-aside';
import { restoreAll, stamp } from './stored-record';

const HEADS = ['conversations', 'texts'] as const;
const MESSAGES = ['messages', 'texts'] as const;
const TURN = [...HEADS, 'messages', 'attachments'] as const;

/** Conversations and their messages in IndexedDB; writes throw a StorageError, reads skip what is broken. */
export function createConversationRepository(
  database: Database,
  setAside: SetAside,
): ConversationRepository {
  const { transact } = database;
  const heads = (records: unknown[]) =>
    restoreAll(records, restoreConversation, setAside, 'conversations');
  const saveConversations: ConversationRepository['saveConversations'] = (
    conversations,
    messages = [],
    attachments = [],
  ) => {
    const waits = conversations.some(({ queue }) => queue !== undefined);
    const isHeadOnly = messages.length === 0 && attachments.length === 0 && !waits;
    return transact(isHeadOnly ? HEADS : TURN, 'strict', async (transaction) => {
      const put = (name: string, record: object) =>
        void transaction.objectStore(name).put(stamp(record));
      for (const conversation of conversations) put('conversations', conversation);
      outdateTexts(transaction, [...chatsOf(conversations, 'id'), ...chatsOf(messages)]);
      if (isHeadOnly) return;
      for (const message of messages) put('messages', message);
      putAttachments(transaction, attachments);
      for (const { id, queue = [] } of conversations) {
        const own = messages.filter(({ conversationId }) => conversationId === id);
        await adoptAttachments(transaction, id, [...own, ...queue]);
      }
    });
  };
  return {
    async listConversations(range) {
      const { records, next } = await transact(['conversations'], 'readonly', (transaction) =>
        readHeadPage(transaction.objectStore('conversations'), range),
      );
      return { heads: heads(records).sort((a, b) => b.updatedAt - a.updatedAt), next };
    },
    async getConversation(id) {
      const record = await transact(['conversations'], 'readonly', (transaction) =>
        promisifyRequest<unknown>(transaction.objectStore('conversations').get(id)),
      );
      return record === undefined ? undefined : heads([record])[0];
    },
    async listMessages(conversationId) {
      const records = await transact(['messages'], 'readonly', (transaction) =>
        promisifyRequest<unknown[]>(messageIndex(transaction).getAll(rangeOf(conversationId))),
      );
      return restoreAll(records, restoreMessage, setAside, 'messages');
    },
    async listEnd(conversationId, count) {
      const records = await transact(['messages'], 'readonly', (transaction) =>
        lastRecords(messageIndex(transaction), rangeOf(conversationId), count),
      );
      return restoreAll(records, restoreMessage, setAside, 'messages');
    },
    async getMessage(id) {
      const record = await transact(['messages'], 'readonly', (transaction) =>
        promisifyRequest<unknown>(transaction.objectStore('messages').get(id)),
      );
      return record === undefined
        ? undefined
        : restoreAll([record], restoreMessage, setAside, 'messages')[0];
    },
    async saveMessage(message, durability) {
      // Copied now: a running answer goes on growing.
      const record = stamp(message);
      await transact(MESSAGES, durability, async (transaction) => {
        const messages = transaction.objectStore('messages');
        const stored = await promisifyRequest<Partial<Message> | undefined>(
          messages.get(message.id),
        );
        // A chat that is gone took its messages along.
        if (!stored) return;
        messages.put({ ...record, parentId: stored.parentId ?? null });
        outdateTexts(transaction, [message.conversationId]);
      });
    },
    async changeChats(ids, change) {
      const { changeChats } = await loadChanges();
      return transact(TURN, 'strict', (transaction) =>
        changeChats(transaction, ids, change, setAside),
      );
    },
    saveTurn: (conversation, messages, attachments) =>
      saveConversations([conversation], messages, attachments),
    saveConversations,
    async removeConversations(ids) {
      await transact(TURN, 'strict', async (transaction) => {
        removeKeys(transaction.objectStore('conversations'), ids);
        const index = messageIndex(transaction);
        const keys = ids.map((id) => promisifyRequest(index.getAllKeys(rangeOf(id))));
        removeKeys(transaction.objectStore('messages'), (await Promise.all(keys)).flat());
        outdateTexts(transaction, ids);
        for (const id of ids) await removeOwned(transaction, id);
      });
    },
    async removeMessages(ids, attachmentIds = []) {
      await transact([...MESSAGES, 'attachments'], 'strict', async (transaction) => {
        const messages = transaction.objectStore('messages');
        const stored = await Promise.all(
          ids.map((id) => promisifyRequest<unknown>(messages.get(id))),
        );
        removeKeys(messages, ids);
        outdateTexts(transaction, chatsOf(stored));
        removeAttachments(transaction, attachmentIds);
      });
    },
  };
}

function messageIndex(transaction: IDBTransaction): IDBIndex {
  return transaction.objectStore('messages').index(BY_CONVERSATION);
}

// An array sorts after every number, so this spans all times of one conversation.
function rangeOf(conversationId: string): IDBKeyRange {
  return IDBKeyRange.bound([conversationId], [conversationId, []]);
}

function removeKeys(store: IDBObjectStore, keys: readonly IDBValidKey[]): void {
  for (const key of keys) store.delete(key);
}
