/* The browser is killed while it writes a snapshot: what is listed afterwards is whole, and what was there stays. */
import type { Page } from '@playwright/test';
import { expect as hasty, test } from './fixtures';
import { killableBrowser } from './killed-browser';
import { seedChats } from './seed-chats.mjs';

const KILLS = 10;
const CHATS = 2_000;
/** A snapshot of that many chats takes about this long to write here; the kills are spread over it. */
const LATEST_MS = 1_500;

/** A browser that was just started on a profile that was just torn takes its time. */
const expect = hasty.configure({ timeout: 60_000 });

const rows = (page: Page) => page.getByRole('region', { name: 'Snapshots' }).getByRole('listitem');

interface Found {
  names: string[];
  /** What is half written, or empty. */
  parts: number;
  broken: string[];
}

/** The files as they lie there; Patchbay may be taking one of them away right now, and then they are read again. */
async function found(page: Page): Promise<Found> {
  let files: Found = { names: [], parts: 0, broken: [] };
  await expect(async () => void (files = await read(page))).toPass();
  return files;
}

/** Each backup read to its last line. */
function read(page: Page): Promise<Found> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const directory = await root.getDirectoryHandle('snapshots', { create: true });
    const result: { names: string[]; parts: number; broken: string[] } = {
      ...{ names: [], parts: 0, broken: [] },
    };
    for await (const handle of directory.values()) {
      if (handle.kind !== 'file') continue;
      const text = await (await handle.getFile()).text();
      if (/\.(part|crswap)$/.test(handle.name) || text === '') {
        result.parts += 1;
        continue;
      }
      result.names.push(handle.name);
      try {
        const { records, end } = JSON.parse(text) as { records: unknown[]; end: { lines: number } };
        if (records.length < 10_000 || end.lines !== records.length) throw new Error('short');
      } catch {
        result.broken.push(handle.name);
      }
    }
    return result;
  });
}

const write = (page: Page) => page.getByRole('button', { name: 'Take one now' }).click();

test('a snapshot that was being written when the browser was killed never counts, and none is lost', async ({
  app,
}) => {
  test.setTimeout(600_000);
  const browser = await killableBrowser('chromium');
  let [lost, halves] = [0, 0];
  try {
    let page = await browser.open();
    await page.goto(app.url);
    await expect(page.getByRole('textbox', { name: /Message/ })).toBeVisible();
    await seedChats(page, { chats: CHATS });
    await page.goto(`${app.url}#/storage`);
    await page.reload();
    await write(page);
    await expect(rows(page)).toHaveCount(1);
    let before = (await found(page)).names;
    for (let round = 0; round < KILLS; round += 1) {
      await write(page);
      await new Promise((go) => setTimeout(go, (round * LATEST_MS) / KILLS));
      await browser.kill();
      page = await browser.open();
      await page.goto(`${app.url}#/storage`);
      await expect(page.getByRole('button', { name: 'Take one now' })).toBeVisible();
      const after = await found(page);
      expect(after.broken).toEqual([]);
      await expect(rows(page)).toHaveCount(after.names.length);
      // Rotation drops the older ones of a day, and never before a newer one is whole.
      lost += Math.max(0, Math.min(before.length, 3) - after.names.length);
      halves += after.parts;
      before = after.names;
    }
    expect(lost).toBe(0);
    // Some were hit in the middle, or this has shown nothing.
    expect(halves).toBeGreaterThan(0);
    await write(page);
    await expect.poll(async () => (await found(page)).parts).toBe(0);
    console.log(
      `${KILLS} kills while a snapshot was written, ${halves} files left half written, lost: ${lost}`,
    );
  } finally {
    await browser.remove();
  }
});
