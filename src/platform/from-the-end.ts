import { promisifyRequest } from 'idb-keyval';

/**
 * The key of the `count`th entry from the end of a range of an index; undefined when there are fewer. It tells a `getAll`
 * that only goes upwards where the end begins: two requests, however many entries, where a cursor over records takes one
 * for each.
 */
async function keyFromTheEnd(
  index: IDBIndex,
  range: IDBKeyRange,
  count: number,
): Promise<IDBValidKey | undefined> {
  const request = index.openKeyCursor(range, 'prev');
  let cursor = await promisifyRequest(request);
  if (cursor && count > 1) {
    cursor.advance(count - 1);
    cursor = await promisifyRequest(request);
  }
  return cursor?.key;
}

/** Of `IDBIndex`, where it has `getAllRecords`: Chromium 141 has both. */
interface GoesDownwards {
  getAll(options: { query: IDBKeyRange; count: number; direction: 'prev' }): IDBRequest<unknown[]>;
}

/** The last records of a range, at most `count`, in the order of the index: in one request where `getAll` goes downwards too. */
export async function lastRecords(
  index: IDBIndex,
  range: IDBKeyRange,
  count: number,
): Promise<unknown[]> {
  if ('getAllRecords' in index) {
    const options = { query: range, count, direction: 'prev' } as const;
    const last = (index as unknown as GoesDownwards).getAll(options);
    return (await promisifyRequest(last)).reverse();
  }
  const first = await keyFromTheEnd(index, range, count);
  const end =
    first === undefined ? range : IDBKeyRange.bound(first, range.upper, false, range.upperOpen);
  const records = await promisifyRequest<unknown[]>(index.getAll(end));
  // Several may have the first key.
  return records.slice(-count);
}
