/** Any text of a build; its changelog has one item more. */
export function withNews(text: string): string {
  return text.replace(/(## Unreleased(\\n|\n)\2)/, '$1- **A newer thing** is here.$2');
}

/** What the browser was told of updates; runs in the page. */
export async function readNews(): Promise<unknown> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
    });
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    const found = database.objectStoreNames.contains('settings')
      ? await done(database.transaction('settings').objectStore('settings').get('news'))
      : undefined;
    database.close();
    if (found) return found;
  }
  return undefined;
}
