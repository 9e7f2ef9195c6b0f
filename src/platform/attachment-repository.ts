import { promisifyRequest } from 'idb-keyval';
import { draftOwner, isDraftOwner, isForgottenDraft } from '../core/attachments/owner';
import type { AttachmentRepository, StoredAttachment } from '../core/attachments/types';
import {
  byOwner,
  putAttachments,
  removeAttachments,
  removeOwned,
  restoreAttachment,
} from './attachment-records';
import type { Database } from './database';
import type { SetAside } from './set-aside';
import { restoreAll, stamp } from './stored-record';

/** Attachments in IndexedDB; writes throw a StorageError, reads skip what is broken. */
export function createAttachmentRepository(
  { transact }: Database,
  setAside: SetAside,
): AttachmentRepository {
  const restored = (records: readonly unknown[]) =>
    restoreAll(records, restoreAttachment, setAside, 'attachments');
  return {
    async save(attachment) {
      await transact(['attachments'], 'strict', (transaction) => {
        putAttachments(transaction, [attachment]);
      });
    },
    async read(ids) {
      const found = await transact(['attachments'], 'readonly', (transaction) => {
        const store = transaction.objectStore('attachments');
        return Promise.all(ids.map((id) => promisifyRequest<unknown>(store.get(id))));
      });
      return restored(found.filter((record) => record !== undefined));
    },
    async readWhole(conversationId, ids) {
      const records = await transact(['attachments'], 'readonly', (transaction) =>
        promisifyRequest<unknown[]>(byOwner(transaction).getAll(conversationId)),
      );
      const wanted = restored(records).filter(({ id }) => ids?.includes(id) ?? true);
      return Promise.all(wanted.map(inMemory));
    },
    async remove(ids) {
      await transact(['attachments'], 'strict', (transaction) => {
        removeAttachments(transaction, ids);
      });
    },
    touchDrafts: (ids, now) =>
      transact(['attachments'], 'strict', async (transaction) => {
        const store = transaction.objectStore('attachments');
        const found = await Promise.all(ids.map((id) => promisifyRequest<unknown>(store.get(id))));
        const there = found.flatMap((record) => restoreAttachment(record) ?? []);
        for (const record of there) {
          if (isDraftOwner(record.conversationId))
            store.put(stamp({ ...record, conversationId: draftOwner(now) }));
        }
        return there.map(({ id }) => id);
      }),
    removeOrphans: (now) =>
      transact(['conversations', 'attachments'], 'relaxed', async (transaction) => {
        const heads = transaction.objectStore('conversations');
        for (const owner of await ownersIn(byOwner(transaction))) {
          const isWanted = isDraftOwner(owner)
            ? !isForgottenDraft(owner, now)
            : (await promisifyRequest(heads.getKey(owner))) !== undefined;
          if (!isWanted) await removeOwned(transaction, owner);
        }
      }),
  };
}

/** A copy that does not lean on the file behind the record: not every browser keeps that once the record is gone. */
async function inMemory(attachment: StoredAttachment): Promise<StoredAttachment> {
  const { blob } = attachment;
  return { ...attachment, blob: new Blob([await blob.arrayBuffer()], { type: blob.type }) };
}

/** The owners in an index, each once, without reading a record. */
function ownersIn(index: IDBIndex): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const owners: string[] = [];
    const request = index.openKeyCursor(null, 'nextunique');
    request.onerror = () =>
      reject(request.error ?? new Error('The attachments could not be read.'));
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(owners);
      if (typeof cursor.key === 'string') owners.push(cursor.key);
      cursor.continue();
    };
  });
}
