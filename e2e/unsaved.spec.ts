import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { ask, button, composer, expect, test } from './chat-pages';
import { createGate, done, finish, say, wait } from './servers/scripted';

const notice = (page: Page): Locator => page.getByRole('region', { name: 'Not saved' });
const questions = (page: Page): Locator => page.getByRole('article', { name: 'You' });
const answers = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' });

/** From now on no store takes a record while `localStorage` has `refuses`. */
async function canRefuse(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      if (localStorage.getItem('refuses')) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    };
  });
}

const refuse = (page: Page) => page.evaluate(() => localStorage.setItem('refuses', 'yes'));
const accept = (page: Page) => page.evaluate(() => localStorage.removeItem('refuses'));

async function downloaded(page: Page): Promise<string> {
  const started = page.waitForEvent('download');
  await notice(page).getByRole('button', { name: 'Download' }).click();
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^patchbay-not-saved-.*\.json$/);
  return readFile(await download.path(), 'utf8');
}

/** The page as it is after it was opened anew, from the disk alone. */
async function reopen(page: Page): Promise<void> {
  await expect(notice(page)).toHaveCount(0);
  await page.reload();
}

/** Writes beside the database of Patchbay until nothing more goes in. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const settled = (target: IDBRequest | IDBTransaction, good: string) =>
      new Promise<boolean>((resolve) => {
        target.addEventListener(good, () => resolve(true));
        target.addEventListener('abort', () => resolve(false));
      });
    const opening = indexedDB.open('filler');
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore('bytes', { autoIncrement: true }),
    );
    await settled(opening, 'success');
    for (let size = 4_000_000; size > 10_000; size /= 4) {
      for (let fits = true; fits;) {
        // Random: a database may compress.
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 65_536)
          crypto.getRandomValues(bytes.subarray(at, at + 65_536));
        const transaction = opening.result.transaction('bytes', 'readwrite');
        transaction.objectStore('bytes').put(bytes);
        fits = await settled(transaction, 'complete');
      }
    }
    opening.result.close();
  });
}

async function empty(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('filler').addEventListener('success', resolve);
      }),
  );
}

test(
  'a turn that the disk refuses stays on screen, is answered, can be downloaded, and is saved in the end',
  { tag: '@firefox' },
  async ({ page, begin, browserName }) => {
    await canRefuse(page);
    const gate = createGate();
    await begin({ chat: [say('In the '), wait(gate), say('end'), finish('stop'), done()] });
    await refuse(page);
    await ask(page, 'Is this lost?');
    await gate.reached;
    await expect(notice(page)).toContainText('2 messages of “Is this lost?”.');
    await expect(notice(page)).toContainText('The storage of this browser is full.');
    await expect(questions(page)).toHaveText(['Is this lost?']);
    gate.open();
    await expect(answers(page)).toHaveAttribute('data-status', 'done');
    await expect(composer(page)).toHaveValue('');
    // A stock Firefox tells its driver of no download.
    if (browserName === 'chromium') {
      expect(JSON.parse(await downloaded(page))).toMatchObject({
        chats: [{ messages: [{ text: 'Is this lost?' }, { text: 'In the end', status: 'done' }] }],
      });
    }
    // Still refused.
    await button(page, 'Try again').click();
    await expect(notice(page)).toBeVisible();
    await accept(page);
    await button(page, 'Try again').click();
    await reopen(page);
    await expect(questions(page)).toHaveText(['Is this lost?']);
    await expect(answers(page)).toContainText('In the end');
  },
);

test(
  'a file that the disk refuses waits in the composer with words, and goes with the question once there is room',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    await canRefuse(page);
    const server = await begin({ chat: [say('Read'), finish('stop'), done()] });
    await refuse(page);
    const choosing = page.waitForEvent('filechooser');
    await button(page, 'Attach files').click();
    await (
      await choosing
    ).setFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Secret plan') });
    const refused = page
      .getByRole('alert')
      .filter({ hasText: 'notes.txt waits in this tab only.' });
    await expect(refused).toContainText('The storage of this browser is full');
    await refused.getByRole('button', { name: 'Try again' }).click();
    await expect(refused).toBeVisible();
    await accept(page);
    await ask(page, 'What does it say?');
    await expect(refused).toHaveCount(0);
    await expect(answers(page)).toHaveAttribute('data-status', 'done');
    expect(JSON.stringify(server.requests.map(({ body }) => body))).toContain('Secret plan');
    await page.reload();
    await expect(questions(page)).toContainText('notes.txt');
  },
);

test(
  'a tab that keeps no drafts says so once, and goes on',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    await page.addInitScript(() => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (key, value) {
        if (key.startsWith('patchbay-draft')) throw new DOMException('full', 'QuotaExceededError');
        setItem.call(this, key, value);
      };
    });
    await begin({ chat: [say('Here'), finish('stop'), done()] });
    const words = page.getByText('What you type here is not kept if this tab is closed.');
    await composer(page).fill('Half a');
    await expect(words).toBeVisible();
    await composer(page).fill('Half a question');
    await ask(page, 'A whole question');
    await expect(answers(page)).toHaveAttribute('data-status', 'done');
    await expect(words).toHaveCount(1);
  },
);

test('a disk that is really full: what was typed and received is written once there is room', async ({
  page,
  app,
  begin,
}) => {
  const cdp = await page.context().newCDPSession(page);
  // Before the first write: Chromium remembers for a while how much room there was.
  const quotaSize = 24_000_000;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: app.origin, quotaSize });
  const server = await begin({ chat: [say('Before'), finish('stop'), done()] });
  await ask(page, 'First');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await fill(page);
  server.set({ chat: [say('After'), finish('stop'), done()] });
  await ask(page, `Long ${'word '.repeat(40_000)}`);
  await expect(answers(page).last()).toContainText('After');
  await expect(notice(page)).toContainText('messages of “First”.');
  await expect(notice(page)).toContainText('The storage of this browser is full.');
  await expect(questions(page)).toHaveCount(2);
  await empty(page);
  // By itself.
  await expect(notice(page)).toHaveCount(0, { timeout: 40_000 });
  await page.reload();
  await expect(questions(page)).toHaveCount(2);
  await expect(questions(page).last()).toContainText('word word');
  await expect(answers(page).last()).toContainText('After');
});

test('a database that another tab deletes: what is open here can be saved again', async ({
  page,
  context,
  app,
  begin,
  watch,
}) => {
  watch.expectProblems(/favicon/);
  const server = await begin({ chat: [say('One'), finish('stop'), done()] });
  await ask(page, 'Stay');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  const other = await context.newPage();
  await other.goto(new URL('icons/favicon.svg', app.url).href);
  await other.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('patchbay');
        request.addEventListener('success', () => resolve(undefined));
        request.addEventListener('error', () => reject(new Error('not deleted')));
      }),
  );
  await other.close();
  await expect(notice(page)).toContainText('2 messages of “Stay”');
  await expect(notice(page)).toContainText('was deleted');
  // It goes on.
  server.set({ chat: [say('Two'), finish('stop'), done()] });
  await ask(page, 'Still');
  await expect(answers(page).last()).toContainText('Two');
  await button(page, 'Try again').click();
  await reopen(page);
  await expect(questions(page)).toHaveText(['Stay', 'Still']);
  await expect(answers(page).last()).toContainText('Two');
  await expect(button(page, 'Model scripted')).toBeVisible();
});

test('a browser without storage says so for as long as it is so, and offers what it has', async ({
  page,
  begin,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined });
  });
  await begin({ chat: [say('Here'), finish('stop'), done()] });
  await expect(notice(page)).toContainText('Not saved: chats and providers.');
  await expect(notice(page)).toContainText('gone when this tab closes');
  await ask(page, 'Anybody?');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  expect(await downloaded(page)).toContain('Anybody?');
  await button(page, 'Hide').click();
  await expect(notice(page)).toHaveCount(0);
});
