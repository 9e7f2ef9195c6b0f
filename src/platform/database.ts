import type { UseStore } from 'idb-keyval';
import { type ConnectionEvents, openConnection } from './connection';
import { DATABASE_NAME, migrations, type Migration, type StoreName } from './schema';
import { StorageError, toStorageError } from './storage-error';

/** `strict` waits for the disk (what a person typed, keys); `relaxed` for the operating system only. */
export type Access = 'readonly' | 'relaxed' | 'strict';

export interface Database {
  /**
   * Runs `work` in one transaction over the stores and resolves with its result once all is committed; what only reads is
   * not waited for any longer than its requests take.
   * Whatever goes wrong, in `work` or on the disk, undoes all of it and throws a StorageError.
   * `work` may only wait for requests of this transaction; any other wait ends it early.
   */
  transact<T>(
    stores: readonly StoreName[],
    access: Access,
    work: (transaction: IDBTransaction) => T | PromiseLike<T>,
  ): Promise<T>;
  /** One store in idb-keyval's form, for its helpers; writes are strict. */
  store(name: StoreName): UseStore;
  close(): void;
}

export type OpenOutcome =
  | { kind: 'open'; database: Database }
  /** A newer Patchbay has been here; reading its layout with this code could do harm. */
  | { kind: 'too-new' }
  /** No IndexedDB at all, or not for this page: private window, blocked site data, a broken profile. */
  | { kind: 'unavailable'; cause: unknown };

export interface OpenOptions extends ConnectionEvents {
  factory: IDBFactory | undefined;
  name?: string;
  migrations?: readonly Migration[];
}

/** Opens the database and brings its layout up to date; never throws. */
export async function openDatabase(options: OpenOptions): Promise<OpenOutcome> {
  const { factory, name = DATABASE_NAME, migrations: steps = migrations } = options;
  if (!factory) return { kind: 'unavailable', cause: new Error('indexedDB is missing') };
  try {
    const connect = (events: ConnectionEvents) => openConnection(factory, name, steps, events);
    return { kind: 'open', database: await createDatabase(connect, options) };
  } catch (cause) {
    const tooNew = cause instanceof DOMException && cause.name === 'VersionError';
    return tooNew ? { kind: 'too-new' } : { kind: 'unavailable', cause };
  }
}

type Connect = (events: ConnectionEvents) => Promise<IDBDatabase>;

async function createDatabase(connect: Connect, events: ConnectionEvents): Promise<Database> {
  let outdated = false;
  let current: Promise<IDBDatabase> | undefined;
  const forget = () => (current = undefined);
  const open = () =>
    connect({
      onBlocked: () => events.onBlocked?.(),
      onLastWrites: () => events.onLastWrites?.(),
      onOutdated: () => {
        outdated = true;
        events.onOutdated?.();
      },
      onClosed: () => {
        forget();
        events.onClosed?.();
      },
    });
  const connection = () => {
    if (outdated) throw new StorageError('outdated');
    if (!current) {
      current = open();
      current.catch(forget);
    }
    return current;
  };
  const transact: Database['transact'] = async (stores, access, work) => {
    try {
      return await runTransaction(begin(await connection(), stores, access), work, access);
    } catch (cause) {
      throw toStorageError(cause);
    }
  };
  const first = await connection();
  return {
    transact,
    store: (name) => (mode, callback) =>
      transact([name], mode === 'readonly' ? mode : 'strict', (transaction) =>
        callback(transaction.objectStore(name)),
      ),
    close: () => void (current ?? Promise.resolve(first)).then((connected) => connected.close()),
  };
}

function begin(database: IDBDatabase, stores: readonly StoreName[], access: Access) {
  return access === 'readonly'
    ? database.transaction(stores, 'readonly')
    : database.transaction(stores, 'readwrite', { durability: access });
}

async function runTransaction<T>(
  transaction: IDBTransaction,
  work: (transaction: IDBTransaction) => T | PromiseLike<T>,
  access: Access,
): Promise<T> {
  const settled = settle(transaction);
  try {
    const result = await work(transaction);
    if (access === 'readonly') return result;
    const failure = await settled;
    if (failure) throw failure.error;
    return result;
  } catch (cause) {
    abort(transaction);
    // The transaction's own error tells why (a full disk); a request that it took down only says AbortError.
    throw (await settled)?.error ?? cause;
  }
}

function settle(transaction: IDBTransaction): Promise<{ error: DOMException | null } | undefined> {
  return new Promise((resolve) => {
    transaction.addEventListener('complete', () => resolve(undefined));
    transaction.addEventListener('abort', () => resolve({ error: transaction.error }));
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It had ended already.
  }
}
