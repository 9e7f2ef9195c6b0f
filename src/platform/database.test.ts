import { promisifyRequest } from 'idb-keyval';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createConversationRepository } from './conversation-repository';
import { type Database, openDatabase } from './database';
import { createSetAside } from './set-aside';
import { DATABASE_NAME, migrations, type Migration } from './schema';
import { StorageError, StorageFullError } from './storage-error';
import { openFresh, putRaw, rawRecords } from './testing/database';

afterEach(() => vi.restoreAllMocks());

const addIndex: Migration = (_, upgrade) => {
  upgrade.objectStore('conversations').createIndex('by-title', 'title');
};

function storesOf(database: Database): Promise<string[]> {
  return database.transact(['settings'], 'readonly', ({ db }) => [...db.objectStoreNames]);
}

/** An older layout, made by hand as an older Patchbay would have left it. */
function makeOlder(factory: IDBFactory, record: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE_NAME, 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('conversations', { keyPath: 'id' }).put(record);
    });
    request.addEventListener('success', () => {
      request.result.close();
      resolve();
    });
    request.addEventListener('error', () => reject(request.error));
  });
}

describe('opening', () => {
  test('an empty profile gets every store', async () => {
    expect(await storesOf(await openFresh())).toEqual([
      'attachments',
      'conversations',
      'library',
      'messages',
      'providers',
      'settings',
      'texts',
      'tool-servers',
    ]);
  });

  test('an older layout takes only the steps it lacks, and keeps its records', async () => {
    const factory = new IDBFactory();
    await makeOlder(factory, { id: 'c1', title: 'Old chat' });
    const first = vi.fn();
    const database = await openFresh({ factory, migrations: [first, addIndex] });
    expect(first).not.toHaveBeenCalled();
    expect(await rawRecords(database, 'conversations')).toEqual([{ id: 'c1', title: 'Old chat' }]);
    const names = await database.transact(['conversations'], 'readonly', (transaction) => [
      ...transaction.objectStore('conversations').indexNames,
    ]);
    expect(names).toEqual(['by-title']);
  });

  test('chats of the first layout lie in the index by the time of their last change', async () => {
    const factory = new IDBFactory();
    const older = await openFresh({ factory, migrations: migrations.slice(0, 1) });
    for (const updatedAt of [3, 1, 2])
      await putRaw(older, 'conversations', { id: `c${updatedAt}`, createdAt: 1, updatedAt });
    older.close();
    const repository = createConversationRepository(await openFresh({ factory }), createSetAside());
    const { heads, next } = await repository.listConversations({ count: 2 });
    expect(heads.map(({ id }) => id)).toEqual(['c3', 'c2']);
    expect(next).toBe(2);
  });

  test('a step that fails leaves the older layout as it was', async () => {
    const factory = new IDBFactory();
    await makeOlder(factory, { id: 'c1', title: 'Old chat' });
    const broken: Migration = (database) => {
      database.createObjectStore('attachments');
      throw new Error('broken step');
    };
    const outcome = await openDatabase({ factory, migrations: [() => {}, broken] });
    expect(outcome.kind).toBe('unavailable');
    const again = await openFresh({ factory, migrations: [() => {}] });
    const names = await again.transact(['conversations'], 'readonly', ({ db }) => [
      ...db.objectStoreNames,
    ]);
    expect(names).toEqual(['conversations']);
  });

  test('a newer layout is not touched', async () => {
    const factory = new IDBFactory();
    const newer = await openFresh({ factory, migrations: [...migrations, addIndex] });
    await putRaw(newer, 'conversations', { id: 'c1' });
    newer.close();
    expect(await openDatabase({ factory })).toEqual({ kind: 'too-new' });
  });

  test('without IndexedDB, or with one that refuses, storage is unavailable', async () => {
    expect(await openDatabase({ factory: undefined })).toMatchObject({ kind: 'unavailable' });
    const denied = new IDBFactory();
    vi.spyOn(denied, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(await openDatabase({ factory: denied })).toMatchObject({ kind: 'unavailable' });
  });
});

describe('two tabs', () => {
  test('an older tab steps aside for an upgrade, and says afterwards that it must be reloaded', async () => {
    const factory = new IDBFactory();
    const onOutdated = vi.fn();
    const onBlocked = vi.fn();
    const older = await openFresh({ factory, onOutdated });
    const newer = await openFresh({ factory, onBlocked, migrations: [...migrations, addIndex] });
    expect(await storesOf(newer)).toContain('providers');
    expect(onOutdated).toHaveBeenCalledOnce();
    expect(onBlocked).not.toHaveBeenCalled();
    await expect(putRaw(older, 'settings', 1, 'a')).rejects.toMatchObject({ code: 'outdated' });
  });

  test('an older tab writes what it has to before it steps aside, and holds nobody up for long', async () => {
    const factory = new IDBFactory();
    const outdated: string[] = [];
    const older = await openFresh({
      factory,
      onLastWrites: async () => {
        await putRaw(older, 'settings', 'last words', 'a');
        outdated.push('written');
      },
      onOutdated: () => outdated.push('closed'),
    });
    const newer = await openFresh({ factory, migrations: [...migrations, addIndex] });
    expect(await rawRecords(newer, 'settings')).toEqual(['last words']);
    expect(outdated).toEqual(['written', 'closed']);
    newer.close();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const stuck = new IDBFactory();
    await openFresh({ factory: stuck, onLastWrites: () => new Promise(() => {}) });
    const opened = openFresh({ factory: stuck, migrations: [...migrations, addIndex] });
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    expect(await storesOf(await opened)).toContain('providers');
  });

  test('a connection that the browser closed is opened again by the next use', async () => {
    const database = await openFresh();
    const connection = await database.transact(['settings'], 'readonly', ({ db }) => db);
    const closed = new Promise((resolve) => connection.addEventListener('close', resolve));
    // The package's types name the class where it takes an instance.
    forceCloseDatabase(connection as unknown as Parameters<typeof forceCloseDatabase>[0]);
    await closed;
    await putRaw(database, 'settings', 'kept', 'a');
    expect(await rawRecords(database, 'settings')).toEqual(['kept']);
  });
});

describe('a transaction', () => {
  test('is undone as a whole when the work throws', async () => {
    const database = await openFresh();
    const work = database.transact(['settings'], 'strict', (transaction) => {
      transaction.objectStore('settings').put(1, 'a');
      throw new Error('second thoughts');
    });
    await expect(work).rejects.toThrow(StorageError);
    expect(await rawRecords(database, 'settings')).toEqual([]);
  });

  test('is waited for until it is committed where it writes, and until its requests are answered where it reads', async () => {
    const database = await openFresh();
    const endsBefore = async (access: 'readonly' | 'relaxed') => {
      const onComplete = vi.fn();
      await database.transact(['settings'], access, async (transaction) => {
        transaction.addEventListener('complete', onComplete);
        await promisifyRequest(transaction.objectStore('settings').getAllKeys());
      });
      return onComplete.mock.calls.length > 0;
    };
    expect(await endsBefore('readonly')).toBe(false);
    expect(await endsBefore('relaxed')).toBe(true);
  });

  test('asks for the durability that was named', async () => {
    const database = await openFresh();
    for (const access of ['strict', 'relaxed'] as const) {
      const durability = await database.transact(['settings'], access, (transaction) => {
        return transaction.durability;
      });
      expect(durability).toBe(access);
    }
  });

  test('reports a full disk by its own error, found at the write or only at the commit', async () => {
    const database = await openFresh();
    const full = new DOMException('no space', 'QuotaExceededError');
    const atWrite = database.transact(['settings'], 'strict', () => {
      throw full;
    });
    await expect(atWrite).rejects.toThrow(StorageFullError);
    const atCommit = database.transact(['settings'], 'strict', (transaction) => {
      transaction.objectStore('settings').put(1, 'a');
      Object.defineProperty(transaction, 'error', { value: full });
      transaction.abort();
      // What a request says that the transaction took down with it.
      throw new DOMException('aborted', 'AbortError');
    });
    await expect(atCommit).rejects.toMatchObject({ code: 'full', cause: full });
    expect(await rawRecords(database, 'settings')).toEqual([]);
  });
});
