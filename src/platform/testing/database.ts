import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { type Database, openDatabase, type OpenOptions } from '../database';

// The repositories name key ranges by the browser's global; everything else goes through the factory.
globalThis.IDBKeyRange = IDBKeyRange;

/** A browser profile of its own. */
export const newProfile = (): IDBFactory => new IDBFactory();

/** Opens a database that must open, in a browser profile of its own unless one is given. */
export async function openFresh(options: Partial<OpenOptions> = {}): Promise<Database> {
  const outcome = await openDatabase({ factory: new IDBFactory(), ...options });
  if (outcome.kind !== 'open') throw new Error(`The database is ${outcome.kind}`);
  return outcome.database;
}

/** Puts a record as it is, past the repositories. */
export async function putRaw(
  database: Database,
  store: Parameters<Database['store']>[0],
  record: unknown,
  key?: string,
): Promise<void> {
  await database.transact([store], 'strict', (transaction) => {
    transaction.objectStore(store).put(record, key);
  });
}

/** All records of a store as they are, in order of their keys. */
export function rawRecords(
  database: Database,
  store: Parameters<Database['store']>[0],
): Promise<unknown[]> {
  return database.store(store)(
    'readonly',
    (objects) =>
      new Promise((resolve) => {
        const request = objects.getAll();
        request.addEventListener('success', () => resolve(request.result));
      }),
  );
}
