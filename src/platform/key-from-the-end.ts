import { promisifyRequest } from 'idb-keyval';

/**
 * The key of the `count`th entry from the end of a range of an index; undefined when there are fewer. `getAll` only goes
 * upwards, so this tells it where the end begins: two requests, however many entries, where a cursor over records takes
 * one for each.
 */
export async function keyFromTheEnd(
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
