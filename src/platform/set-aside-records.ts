import { promisifyRequest } from 'idb-keyval';
import type { SetAsideKind, SetAsideRecords } from '../core/backup/set-aside';
import { restoreConversation, restoreMessage } from '../core/chat/restore';
import { restoreLibraryEntry } from '../core/library/restore';
import { restoreProvider } from '../core/providers/restore';
import { withoutSecrets } from '../core/providers/secrets';
import type { Clock } from '../core/ports';
import { restoreToolServer } from '../core/tool-servers/restore';
import type { JsonValue } from '../lib/json';
import { restoreAttachment } from './attachment-records';
import type { Database } from './database';
import { toPlainJson } from './plain-json';
import type { StoreName } from './schema';
import { restoreRecord } from './stored-record';

/** What is read at once: an attachment may be large. */
const BATCH = 200;
const FEW = 10;

interface Place {
  store: Exclude<StoreName, 'settings' | 'texts'>;
  kind: SetAsideKind;
  key: IDBValidKey;
}

interface Kept extends Place {
  record: unknown;
}

/** Whether a record is one that is shown; what lies in `settings` is read field by field and never set aside. */
const readable: Record<Place['store'], [SetAsideKind, (record: unknown) => object | undefined]> = {
  providers: ['provider', restoreProvider],
  messages: ['message', restoreMessage],
  conversations: ['chat', restoreConversation],
  attachments: ['attachment', restoreAttachment],
  library: ['library', restoreLibraryEntry],
  'tool-servers': ['tool-server', restoreToolServer],
};

/** The records in a database that cannot be read. */
export function createSetAsideRecords(
  database: Database,
  clock: Pick<Clock, 'now'>,
): SetAsideRecords {
  let found: readonly Place[] = [];
  let exported: readonly Place[] = [];
  return {
    async find() {
      found = await findPlaces(database);
      const counts = new Map<SetAsideKind, number>();
      for (const { kind } of found) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return counts;
    },
    async exportAll() {
      const records: JsonValue[] = [];
      // A few at a time: there may be large ones among them.
      for (let at = 0; at < found.length; at += FEW) {
        const some = await read(database, found.slice(at, at + FEW));
        records.push(...(await Promise.all(some.map(describe))));
      }
      exported = found;
      const at = new Date(clock.now()).toISOString();
      return JSON.stringify({ type: 'patchbay-set-aside', at, records }, null, 2);
    },
    async removeExported() {
      const kept = await read(database, exported);
      const inMemory = await Promise.all(kept.map(withOwnBytes));
      await change(database, exported, (store, { key }) => store.delete(key));
      return () => change(database, inMemory, (store, { record }) => store.put(record));
    },
  };
}

async function findPlaces(database: Database): Promise<Place[]> {
  const places: Place[] = [];
  const chats = new Set<string>();
  const strays: (Place & { chat: string })[] = [];
  // The heads after the messages: a message that was read is there with its chat, or that is gone.
  for (const store of Object.keys(readable) as Place['store'][]) {
    const [kind, restore] = readable[store];
    await readAll(database, store, (record, key) => {
      const restored = restoreRecord(record, restore);
      if (!restored) places.push({ store, kind, key });
      else if (store === 'conversations' && typeof key === 'string') chats.add(key);
      else if ('conversationId' in restored && store === 'messages') {
        strays.push({ store, kind: 'stray', key, chat: String(restored.conversationId) });
      }
    });
  }
  return [...places, ...strays.filter(({ chat }) => !chats.has(chat))];
}

/** Reads a store in portions, each in a transaction of its own. */
async function readAll(
  { transact }: Database,
  store: StoreName,
  onRecord: (record: unknown, key: IDBValidKey) => void,
): Promise<void> {
  const keys = await transact([store], 'readonly', (transaction) =>
    promisifyRequest(transaction.objectStore(store).getAllKeys()),
  );
  const size = store === 'attachments' ? FEW : BATCH;
  for (let at = 0; at < keys.length; at += size) {
    const part = keys.slice(at, at + size);
    const records = await transact([store], 'readonly', (transaction) => {
      const objects = transaction.objectStore(store);
      return Promise.all(part.map((key) => promisifyRequest<unknown>(objects.get(key))));
    });
    // Gone meanwhile.
    records.forEach((record, index) => {
      const key = part[index];
      if (record !== undefined && key !== undefined) onRecord(record, key);
    });
  }
}

/** Those that are still there. */
async function read({ transact }: Database, places: readonly Place[]): Promise<Kept[]> {
  if (places.length === 0) return [];
  const stores = [...new Set(places.map(({ store }) => store))];
  const kept = await transact(stores, 'readonly', (transaction) =>
    Promise.all(
      places.map(async (place) => {
        const store = transaction.objectStore(place.store);
        return { ...place, record: await promisifyRequest<unknown>(store.get(place.key)) };
      }),
    ),
  );
  return kept.filter(({ record }) => record !== undefined);
}

async function change<P extends Place>(
  { transact }: Database,
  places: readonly P[],
  one: (store: IDBObjectStore, place: P) => void,
): Promise<void> {
  if (places.length === 0) return;
  const stores = [...new Set(places.map(({ store }) => store))];
  await transact(stores, 'strict', (transaction) => {
    for (const place of places) one(transaction.objectStore(place.store), place);
  });
}

/** Not every browser keeps the file behind a record once that is gone. */
async function withOwnBytes(kept: Kept): Promise<Kept> {
  const { record } = kept;
  if (typeof record !== 'object' || record === null || !('blob' in record)) return kept;
  const { blob } = record;
  if (!(blob instanceof Blob)) return kept;
  const own = new Blob([await blob.arrayBuffer()], { type: blob.type });
  return { ...kept, record: { ...record, blob: own } };
}

async function describe({ store, key, record }: Kept): Promise<JsonValue> {
  const plain = await toPlainJson(record);
  return { store, key: await toPlainJson(key), record: open(store, plain) };
}

function open(store: Place['store'], record: JsonValue): JsonValue {
  if (store === 'providers') return withoutSecrets(record);
  if (store !== 'tool-servers') return record;
  // Each of their headers is as secret as a key.
  const isPlain = typeof record === 'object' && record !== null && !Array.isArray(record);
  return withoutSecrets(isPlain ? { ...record, headers: {}, signIn: {} } : record);
}
