import type { JsonObject } from '../../lib/json';
import { freeKey } from '../providers/file-key';
import { freeSlug } from '../tool-servers/slug';
import { type Batch, inBatches, type IncomingRecord } from './batches';
import { createChecksum } from './checksum';
import { choose, type Choices, copyKey, kindOf } from './choose';
import { compare } from './compare';
import type { BackupStore, RecordLine } from './format';
import { plainRecord } from './plain';
import type { BackupItem } from './read';
import type { BackupSource, BackupTarget, KeysLock, RecordKey, RecordWrite } from './types';

/** What a restore did to one record, so that it can be undone. */
export interface Done {
  store: BackupStore;
  key: RecordKey;
  /** Undefined: there was none. */
  before: unknown;
  /** Tells whether the record is still as it was written. */
  after: string;
  /** The chat that it belongs to. */
  chat?: string;
}

/** All that a restore did. */
export interface Restored {
  done: Done[];
  /** What the heads of these chats were when it ended: a chat that somebody went on with since has another. */
  heads: Map<string, string>;
}

export interface RestoreTools {
  source: BackupSource;
  target: BackupTarget;
  lock?: KeysLock | undefined;
}

/**
 * Merges a backup into what is stored, a portion a transaction; what each wrote is noted in `restored`. Throws a StorageError
 * and leaves the rest of the file out; the same file once more goes on from there.
 */
export async function restoreBackup(
  items: AsyncIterable<BackupItem>,
  { source, target, lock }: RestoreTools,
  secrets: ReadonlyMap<string, RecordLine>,
  choices: Choices,
  restored: Restored,
): Promise<void> {
  const { done, heads } = restored;
  const names = await namesTaken(source);
  for await (const read of inBatches(items, secrets)) {
    const batch = lock && LOCKED.includes(read.store) ? await sealed(read, lock) : read;
    const { store, records } = batch;
    const keys = records.map(({ key }) => key);
    const wanted = store === 'library' ? [...keys, ...keys.map(copyKey)] : keys;
    let written: Done[] = [];
    await target.change(store, wanted, (found) => {
      const writes = decide(batch, found, choices, names);
      written = writes.map((write) => doneOf(store, write, found.get(write.key)));
      return writes;
    });
    for (const one of written) done.push(one);
    await noteHeads(written, target, heads);
  }
}

/** Where the lock of this browser locks what is secret. */
const LOCKED: readonly BackupStore[] = ['providers', 'tool-servers', 'settings'];

/** Before the transaction: it waits for nothing but the storage. */
async function sealed({ store, records }: Batch, lock: KeysLock): Promise<Batch> {
  const locked = [];
  for (const { line, ...rest } of records) {
    locked.push({ ...rest, line: { ...line, record: await lock.seal(line.record) } });
  }
  return { store, records: locked };
}

async function noteHeads(
  done: readonly Done[],
  target: BackupTarget,
  heads: Map<string, string>,
): Promise<void> {
  const chats = [...new Set(done.flatMap(({ chat }) => chat ?? []))];
  if (chats.length === 0) return;
  const found = await target.read('conversations', chats);
  for (const id of chats) heads.set(id, fingerprint(found.get(id)));
}

/** Names of providers in providers.json, and of tool servers in requests: each once. */
type Names = Partial<Record<BackupStore, string[]>>;

async function namesTaken(source: BackupSource): Promise<Names> {
  const names: Names = {};
  for (const [store, field] of [['providers', 'key'] as const, ['tool-servers', 'slug'] as const]) {
    const taken: string[] = (names[store] = []);
    for await (const { value } of source.records(store)) {
      const name = plainRecord(value)[field];
      if (typeof name === 'string') taken.push(name);
    }
  }
  return names;
}

function decide(
  { store, records }: Batch,
  found: ReadonlyMap<RecordKey, unknown>,
  choices: Choices,
  names: Names,
): RecordWrite[] {
  return records.flatMap((incoming) => {
    const stored = found.get(incoming.key);
    const local = stored === undefined ? undefined : plainRecord(stored);
    const { record } = incoming.line;
    const comparison = compare(store, local, record);
    const change = { key: incoming.key, record };
    const chosen = choose(store, comparison, choices[kindOf(store)], change, local);
    if (!chosen) return [];
    // A copy that is there already, or in the file, is not made again.
    const isThere = found.has(chosen.key) || records.some(({ key }) => key === chosen.key);
    if (chosen.key !== incoming.key && isThere) return [];
    const named = local
      ? keepName(store, chosen.record, local)
      : withFreeName(store, chosen.record, names);
    return [{ key: chosen.key, value: valueOf(incoming, named) }];
  });
}

function valueOf({ blob }: IncomingRecord, record: JsonObject): unknown {
  return blob ? { ...record, blob } : record;
}

function withFreeName(store: BackupStore, record: JsonObject, names: Names): JsonObject {
  const field = store === 'providers' ? 'key' : 'slug';
  const taken = names[store];
  if (!taken) return record;
  const [name, label] = [record[field], record['label']];
  const words = typeof label === 'string' ? label : '';
  const isFree = typeof name === 'string' && !taken.includes(name);
  const free = isFree
    ? name
    : store === 'providers'
      ? freeKey(words, taken)
      : freeSlug(words, taken);
  taken.push(free);
  return { ...record, [field]: free };
}

/** It is fixed for good where it is. */
function keepName(store: BackupStore, record: JsonObject, local: JsonObject): JsonObject {
  const field = store === 'providers' ? 'key' : store === 'tool-servers' ? 'slug' : undefined;
  const name = field && local[field];
  return field && name !== undefined ? { ...record, [field]: name } : record;
}

function doneOf(store: BackupStore, { key, value }: RecordWrite, before: unknown): Done {
  const chat = chatOf(store, value);
  return { store, key, before, after: fingerprint(value), ...(chat !== undefined && { chat }) };
}

function chatOf(store: BackupStore, value: unknown): string | undefined {
  const record = value as { id?: unknown; conversationId?: unknown };
  if (kindOf(store) !== 'chats') return undefined;
  const id = store === 'conversations' ? record.id : record.conversationId;
  return typeof id === 'string' ? id : undefined;
}

/** The same for the same record, the bytes of a file aside. */
export function fingerprint(value: unknown): string {
  const checksum = createChecksum();
  checksum.add(JSON.stringify(plainRecord(value)));
  return checksum.value();
}
