import type { Page } from '@playwright/test';
import { makeDatabase, type StoredDatabase } from '../src/platform/testing/stored-database';
import { stored } from './provider-pages';

type Records = Record<string, { key: unknown; value: Record<string, unknown> }[]>;

/** A page of the app's origin in which no code of the app runs. */
export async function openBeside(page: Page, home: string): Promise<void> {
  const url = `${home}beside.html`;
  const body = '<!doctype html><link rel="icon" href="data:,"><title>Beside</title>';
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
}

/** Makes a database as an older version left it. */
export async function makeIn(page: Page, older: StoredDatabase): Promise<void> {
  await page.evaluate(`(${makeDatabase.toString()})(indexedDB, ${JSON.stringify(older)})`);
}

/** Every record of every store, past the app. */
export async function recordsOf(page: Page): Promise<Records> {
  const dump = (await stored(page)) as Record<string, [unknown[], Record<string, unknown>[]]>;
  return Object.fromEntries(
    Object.entries(dump).map(([name, [keys, values]]) => [
      name.replace('patchbay/', ''),
      values.map((value, at) => ({ key: keys[at], value })),
    ]),
  );
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
