import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ask, button, expect, test } from './chat-pages';
import { expectAccessible } from './accessible';
import { addProvider } from './provider-pages';
import { done, finish, say } from './servers/scripted';

const KEY = 'sk-only-in-the-lock';
const PASSPHRASE = 'correct horse battery';

const section = (page: Page) => page.getByRole('region', { name: 'Backup' });
const saving = (page: Page) => page.getByRole('dialog', { name: 'Back up' });
const restoring = (page: Page) => page.getByRole('dialog', { name: /^Restore / });
const chat = (page: Page, title: string) => page.getByRole('link', { name: title });
const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });

async function answered(page: Page, count: number): Promise<void> {
  await expect(answers(page)).toHaveCount(count);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
}

/** Backs up with keys; answers where the file is. */
async function backUp(page: Page, home: string): Promise<string> {
  await page.goto(`${home}#/storage`);
  await button(page, 'Back up').click();
  await saving(page).getByRole('checkbox', { name: 'Include API keys' }).check();
  await saving(page).getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await saving(page).getByRole('button', { name: 'Back up' }).click();
  await expect(page.getByRole('alert')).toContainText('The two passphrases differ');
  await saving(page).getByLabel('Passphrase once more').fill(PASSPHRASE);
  await expectAccessible(page, 'back up');
  const download = page.waitForEvent('download');
  await saving(page).getByRole('button', { name: 'Back up' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^patchbay-backup-\d{4}-\d\d-\d\d\.json$/);
  await expect(saving(page)).toBeHidden();
  return file.path();
}

async function choose(page: Page, file: string | object): Promise<void> {
  const opened = page.waitForEvent('filechooser');
  await section(page).getByRole('button', { name: 'Restore' }).click();
  const chooser = await opened;
  if (typeof file === 'string') return chooser.setFiles(file);
  const buffer = Buffer.from(JSON.stringify(file));
  await chooser.setFiles({ name: 'some.json', mimeType: 'application/json', buffer });
}

async function unlock(page: Page, passphrase: string): Promise<void> {
  await restoring(page).getByLabel('Passphrase').fill(passphrase);
  await restoring(page).getByRole('button', { name: 'Unlock' }).click();
}

/** The addresses and keys of all stored providers but the demo. */
function keys(page: Page): Promise<string[][]> {
  return page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => {
        request.addEventListener('success', () => resolve(request.result));
      });
    const database = await result(indexedDB.open('patchbay'));
    const records = await result<{ baseUrl: string; apiKey: string; demo?: true }[]>(
      database.transaction('providers').objectStore('providers').getAll(),
    );
    database.close();
    return records.filter(({ demo }) => !demo).map(({ baseUrl, apiKey }) => [baseUrl, apiKey]);
  });
}

test('a backup with keys and files goes on at another address, in all tabs, and can be undone', async ({
  page,
  context,
  app,
  serve,
  serveDist,
  watch,
}) => {
  // The key is tried last.
  watch.expectProblems(/status of 401/);
  const server = await serve({
    key: KEY,
    chat: [say('Quartz is hard.'), finish('stop'), done()],
  });
  await addProvider(page, app.url, server.url, KEY);
  await page.goto(`${app.url}#/`);
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Attach files').click();
  const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('granite notes') };
  await (await chooser).setFiles(notes);
  await ask(page, 'What are my notes about?');
  await answered(page, 1);
  const file = await backUp(page, app.url);
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain(KEY);
  expect(JSON.parse(text)).toMatchObject({ format: 'patchbay-backup', keys: 'sealed' });

  // Another port is another origin: nothing is there.
  const other = await serveDist();
  const second = await context.newPage();
  await second.goto(`${other.url}#/`);
  await page.goto(`${other.url}#/storage`);
  await choose(page, file);
  await unlock(page, 'wrong');
  await expect(page.getByRole('alert')).toContainText('does not open the keys');
  await unlock(page, PASSPHRASE);
  const list = restoring(page).getByRole('list', { name: 'In the file' });
  await expect(list.getByRole('listitem').filter({ hasText: 'Chats' })).toContainText('1 new');
  await expect(list.getByRole('listitem').filter({ hasText: 'Files' })).toContainText('1 new');
  await expect(restoring(page)).toContainText(server.origin);
  await expectAccessible(page, 'restore');
  await restoring(page).getByRole('button', { name: 'Restore' }).click();
  await expect(restoring(page)).toBeHidden();

  // Without a reload: this page, the other tab, the search.
  for (const tab of [page, second]) await expect(chat(tab, 'What are my notes')).toBeVisible();
  await second.getByRole('searchbox', { name: 'Search' }).fill('quartz');
  await expect(second.getByRole('option', { name: /What are my notes/ })).toBeVisible();
  await chat(page, 'What are my notes').click();
  await answered(page, 1);
  await ask(page, 'And what else?');
  await answered(page, 2);
  expect(JSON.stringify(server.lastChat())).toContain('granite notes');
  const last = server.requests.findLast(({ path }) => path === '/v1/chat/completions');
  expect(last?.headers['authorization']).toBe(`Bearer ${KEY}`);
});

test('a restore can be undone, and a provider that moved does not get the stored key', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, app.url, server.url, KEY);
  await page.goto(`${app.url}#/storage`);
  await button(page, 'Back up').click();
  const download = page.waitForEvent('download');
  await saving(page).getByRole('button', { name: 'Back up' }).click();
  const backup = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(JSON.stringify(backup)).not.toContain(KEY);

  const moved = structuredClone(backup);
  for (const { store, record } of moved.records)
    if (store === 'providers') record.baseUrl = 'http://127.0.0.1:9/v1';
  const head = { id: 'strange', title: 'Out of a file', createdAt: 1, updatedAt: 2 };
  moved.records.push({ store: 'conversations', key: 'strange', record: head });
  await choose(page, moved);
  await expect(restoring(page)).toContainText('does not go there');
  await restoring(page)
    .getByLabel('Providers that differ')
    .selectOption({ label: 'Take what is in the file' });
  await restoring(page).getByRole('button', { name: 'Restore' }).click();
  await expect(chat(page, 'Out of a file')).toBeVisible();
  const keyOf = () => keys(page);
  expect(await keyOf()).toEqual([['http://127.0.0.1:9/v1', '']]);

  await button(page, 'Undo').click();
  await expect(chat(page, 'Out of a file')).toBeHidden();
  await expect.poll(keyOf).toEqual([[server.url, KEY]]);
});

test('a file of something else is refused with its place, a damaged one is read as far as it goes', async ({
  page,
  app,
}) => {
  await page.goto(`${app.url}#/storage`);
  await choose(page, { providers: {} });
  await expect(page.getByRole('alert')).toContainText('This is a providers.json');
  await choose(page, { a: 1 });
  await expect(page.getByRole('alert')).toContainText('$.format');
  const head = { id: 'one', title: 'Still there', createdAt: 1, updatedAt: 2 };
  const record = { store: 'conversations', key: 'one', record: head };
  const backup = { format: 'patchbay-backup', version: 1, records: [7, record] };
  await choose(page, backup);
  await expect(restoring(page)).toContainText('$.records[0] is not a record.');
  await restoring(page).getByRole('button', { name: 'Restore' }).click();
  await expect(chat(page, 'Still there')).toBeVisible();
});
