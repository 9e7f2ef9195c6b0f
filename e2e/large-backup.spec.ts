import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { button, expect, test } from './chat-pages';

const FILES = 64;
const FILE_BYTES = 4_000_000;
/**
 * What a page may take beyond what it took before, less than these files are as text (341 MB). Writing took 173, 188 and
 * 188 MB with 64, 192 and 256 MB of files, reading 147, 188 and 225: most of it garbage that nobody had to collect yet.
 */
const ROOM_BYTES = 320_000_000;

const saving = (page: Page) => page.getByRole('dialog', { name: 'Back up' });
const restoring = (page: Page) => page.getByRole('dialog', { name: /^Restore / });

/** Fills the store of the page's origin with a chat that owns many files of random bytes. */
async function fill({ files, bytes }: { files: number; bytes: number }): Promise<void> {
  const opened = indexedDB.open('patchbay');
  await new Promise((resolve) => opened.addEventListener('success', resolve));
  const put = async (store: string, record: object): Promise<void> => {
    const transaction = opened.result.transaction(store, 'readwrite');
    transaction.objectStore(store).put(record);
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  };
  await put('conversations', { id: 'c', title: 'Large', createdAt: 1, updatedAt: 1, v: 1 });
  for (let at = 0; at < files; at += 1) {
    const random = new Uint8Array(bytes);
    for (let from = 0; from < bytes; from += 65_536)
      crypto.getRandomValues(random.subarray(from, from + 65_536));
    await put('attachments', { id: `f${at}`, conversationId: 'c', blob: new Blob([random]), v: 1 });
  }
  opened.result.close();
}

/** A hash of each stored file, by its id. */
async function hashes(): Promise<string[]> {
  const opened = indexedDB.open('patchbay');
  await new Promise((resolve) => opened.addEventListener('success', resolve));
  const read = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve) => {
      request.addEventListener('success', () => resolve(request.result));
    });
  const store = () => opened.result.transaction('attachments').objectStore('attachments');
  const found: string[] = [];
  for (const id of await read(store().getAllKeys())) {
    const { blob } = (await read(store().get(id))) as { blob: Blob };
    const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
    found.push(`${JSON.stringify(id)} ${new Uint8Array(hash).join()}`);
  }
  opened.result.close();
  return found;
}

/** The bytes that each process of a kind has in memory (Linux). */
async function memory(browser: CDPSession, type: string): Promise<number> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const sizes = processInfo
    .filter((one) => one.type === type)
    .map(({ id }) => Number(readFileSync(`/proc/${id}/statm`, 'utf8').split(' ')[1]) * 4096);
  return Math.max(...sizes);
}

/** The most that a page takes while `act` runs, beyond what it took before. */
async function growth(browser: CDPSession, act: () => Promise<void>): Promise<number> {
  const before = await memory(browser, 'renderer');
  let most = before;
  const acting = act().then(() => true);
  const look = async (): Promise<boolean> => {
    most = Math.max(most, await memory(browser, 'renderer'));
    return false;
  };
  // The one that is asked first wins a draw: the end is seen as soon as it is there.
  while (!(await Promise.race([acting, look()])));
  return most - before;
}

test('a backup of hundreds of megabytes is written and read in a bounded memory', async ({
  page,
  app,
  serveDist,
}) => {
  test.skip(process.platform !== 'linux', 'it looks into /proc');
  test.setTimeout(400_000);
  const browser = await page.context().browser()?.newBrowserCDPSession();
  if (!browser) throw new Error('There is no browser.');
  await page.goto(`${app.url}#/storage`);
  await button(page, 'Back up').waitFor();
  await page.evaluate(fill, { files: FILES, bytes: FILE_BYTES });
  const written = await page.evaluate(hashes);
  await page.reload();

  await button(page, 'Back up').click();
  const started = page.waitForEvent('download', { timeout: 120_000 });
  const writing = await growth(browser, async () => {
    await saving(page).getByRole('button', { name: 'Back up' }).click();
    await (await started).path();
  });
  const file = await (await started).path();

  const other = await serveDist();
  await page.goto(`${other.url}#/storage`);
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('region', { name: 'Backup' })
    .getByRole('button', { name: 'Restore' })
    .click();
  await (await chooser).setFiles(file);
  const reading = await growth(browser, async () => {
    await restoring(page).getByRole('button', { name: 'Restore' }).click({ timeout: 60_000 });
    await expect(restoring(page)).toBeHidden({ timeout: 120_000 });
  });
  const read = await page.evaluate(hashes);
  const lost = written.filter((one) => !read.includes(one)).length;
  const MB = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  console.log(
    `a backup of ${MB(FILES * FILE_BYTES)} of files: writing took ${MB(writing)} of memory, reading ${MB(reading)}, lost: ${lost}`,
  );
  expect(written).toHaveLength(FILES);
  expect(lost).toBe(0);
  expect(writing).toBeLessThan(ROOM_BYTES);
  expect(reading).toBeLessThan(ROOM_BYTES);
});
