import type { Page } from '@playwright/test';
import { makeDatabase, type StoredDatabase } from '../src/platform/testing/stored-database';

type Records = Record<string, { key: unknown; value: Record<string, unknown> }[]>;

/** A page of the app's origin in which no code of the app runs. */
export async function openBeside(page: Page, home: string): Promise<void> {
  const url = `${home}beside.html`;
  const body = '<!doctype html><link rel="icon" href="data:,"><title>Beside</title>';
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
}

/** Makes a database as an older version left it. */
export async function makeIn(page: Page, stored: StoredDatabase): Promise<void> {
  await page.evaluate(`(${makeDatabase.toString()})(indexedDB, ${JSON.stringify(stored)})`);
}

/** Every record of every store, past the app. */
export function recordsOf(page: Page): Promise<Records> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
      });
    const database = await done(indexedDB.open('patchbay'));
    const all: Records = {};
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      all[name] = keys.map((key, at) => ({ key, value: values[at] as Record<string, unknown> }));
    }
    database.close();
    return all;
  });
}

/** Raises the version of the layout, as a newer Patchbay does; the page keeps no connection. */
export async function upgradeIn(page: Page, version: number): Promise<void> {
  await page.evaluate(
    (newer) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('patchbay', newer);
        request.addEventListener('success', () => {
          request.result.close();
          resolve();
        });
        request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
      }),
    version,
  );
}
