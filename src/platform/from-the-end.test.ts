import 'fake-indexeddb/auto';
import { promisifyRequest } from 'idb-keyval';
import { expect, test } from 'vitest';
import { lastRecords } from './from-the-end';

/** An index over these numbers, one record each. */
async function indexOf(keys: readonly number[]): Promise<IDBIndex> {
  const request = indexedDB.open(crypto.randomUUID());
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore('all', { autoIncrement: true });
    store.createIndex('by-key', 'key');
    for (const key of keys) store.put({ key });
  };
  const database = await promisifyRequest(request);
  return database.transaction('all').objectStore('all').index('by-key');
}

/** As a browser has it whose `getAll` goes upwards only. */
function upwardsOnly(index: IDBIndex): IDBIndex {
  const { openKeyCursor, getAll } = index;
  const own = { openKeyCursor: openKeyCursor.bind(index), getAll: getAll.bind(index) };
  return own as unknown as IDBIndex;
}

for (const [name, as] of [
  ['downwards', (index: IDBIndex) => index],
  ['upwards only', upwardsOnly],
] as const) {
  const last = async (keys: readonly number[], range: IDBKeyRange, count: number) => {
    const index = as(await indexOf(keys));
    expect('getAllRecords' in index).toBe(name === 'downwards');
    return (await lastRecords(index, range, count)).map(
      (record) => (record as { key: number }).key,
    );
  };

  test(`the last records of a range, in order, where getAll goes ${name}`, async () => {
    const below9 = IDBKeyRange.bound(0, 9, false, true);
    expect(await last([9, 3, 1, 7, 5], below9, 2)).toEqual([5, 7]);
    expect(await last([9, 3, 1, 7, 5], below9, 9)).toEqual([1, 3, 5, 7]);
    expect(await last([9, 7, 7, 7], below9, 2)).toEqual([7, 7]);
    expect(await last([9, 7], IDBKeyRange.bound(0, 9), 1)).toEqual([9]);
    expect(await last([9], below9, 3)).toEqual([]);
  });
}
