/*
 * Snapshots, the backup folder and the linked providers.json, with real handles: those of the origin's private file
 * system stand in for what a person would pick, since no test can work the browser's choosers. What such handles cannot
 * do, a permission that is lost, is told by a flag that the page's handles ask.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { backupName } from '../src/core/backup/kept-backups';
import { ask } from './chat-pages';
import { addProvider, expect as hasty, test } from './provider-pages';
import { done, finish, say } from './servers/scripted';

/** Much here waits for timers of the page, which come late on a busy machine. */
const expect = hasty.configure({ timeout: 60_000 });
test.describe.configure({ timeout: 240_000 });

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const snapshots = (page: Page) => section(page, 'Snapshots').getByRole('listitem');
const linked = (page: Page) => section(page, 'Linked file');

/** From now on, and after each reload. */
async function pickFromOwnFiles(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const root = () => navigator.storage.getDirectory();
    const folder = async () => (await root()).getDirectoryHandle('My backups', { create: true });
    const file = async () => {
      const disk = await (await root()).getDirectoryHandle('disk', { create: true });
      return disk.getFileHandle('providers.json', { create: true });
    };
    const state = () => localStorage.getItem('test-permission') ?? 'granted';
    Object.assign(window, {
      showDirectoryPicker: folder,
      showSaveFilePicker: file,
      showOpenFilePicker: async () => [await file()],
    });
    Object.assign(FileSystemHandle.prototype, {
      queryPermission: async () => state(),
      requestPermission: async () => {
        localStorage.setItem('test-permission', 'granted');
        return state();
      },
    });
  });
}

async function setDefault(page: Page, id: string): Promise<void> {
  await page.getByLabel('For new chats').fill(id);
  await page.getByLabel('For new chats').press('Enter');
}

/** What a restart of the browser does to permissions. */
const losePermission = (page: Page) =>
  page.evaluate(() => localStorage.setItem('test-permission', 'prompt'));

const namesIn = (page: Page, folder: string) =>
  page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    const directory = await root.getDirectoryHandle(name, { create: true });
    for await (const entry of directory.keys()) names.push(entry);
    return names.toSorted();
  }, folder);

const writeFile = (page: Page, folder: string, name: string, text: string) =>
  page.evaluate(
    async ([inside, file, content]) => {
      const root = await navigator.storage.getDirectory();
      const directory = await root.getDirectoryHandle(inside, { create: true });
      const stream = await (await directory.getFileHandle(file, { create: true })).createWritable();
      await stream.write(content);
      await stream.close();
    },
    [folder, name, text] as const,
  );

/** A file that is replaced between asking for it and reading it cannot be read; the next one can. */
const onDisk = (page: Page) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const disk = await root.getDirectoryHandle('disk', { create: true });
    const read = async (): Promise<string> => {
      const handle = await disk.getFileHandle('providers.json', { create: true });
      try {
        return await (await handle.getFile()).text();
      } catch (error) {
        if ((error as DOMException).name !== 'NotReadableError') throw error;
        return read();
      }
    };
    return read();
  });

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => (location.hash = next), hash);
}

async function expectDownload(page: Page): Promise<void> {
  const started = page.waitForEvent('download');
  await button(page, /^Download the snapshot/).click();
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^patchbay-backup-.*-1-chats\.json$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ format: 'patchbay-backup', attachments: false });
  expect(text).toContain('forty-two');
  expect(text).not.toContain('sk-secret');
}

test(
  'a snapshot follows a change by itself, is listed, saved, deleted and brought back',
  { tag: '@firefox' },
  async ({ page, app, serve, browserName }) => {
    const server = await serve({ chat: [say('forty-two'), finish('stop'), done()] });
    await addProvider(page, app.url, server.url, 'sk-secret');
    await goTo(page, '#/');
    await ask(page, 'What is it?');
    await expect(page.getByRole('article', { name: 'Assistant' })).toHaveAttribute(
      'data-status',
      'done',
    );
    // Left behind by a crash: no snapshot.
    const half = 'patchbay-backup-2026-11-01T101010Z-9-chats.json.part';
    await writeFile(page, 'snapshots', half, '{"format":"patch');
    await goTo(page, '#/storage');
    await expect(snapshots(page)).toHaveCount(1);
    await expect(snapshots(page)).toContainText('1 chat,');
    expect(await namesIn(page, 'snapshots')).toHaveLength(1);

    // Playwright hears of no download of a stock Firefox.
    if (browserName === 'chromium') await expectDownload(page);

    await button(page, /^Delete the snapshot/).click();
    await expect(snapshots(page)).toHaveCount(0);
    await button(page, 'Undo').click();
    await expect(snapshots(page)).toHaveCount(1);
    // One more of the same second would take the place of the first.
    const [first = ''] = await namesIn(page, 'snapshots');
    await expect.poll(() => backupName(Date.now(), 1)).not.toBe(first);
    await button(page, 'Take one now').click();
    await expect(snapshots(page)).toHaveCount(2);

    const chats = page.getByRole('list', { name: 'Chats', exact: true });
    const chat = chats.getByRole('link', { name: 'What is it?' });
    const address = (await chat.getAttribute('href')) ?? '';
    await button(page, 'Actions for What is it?').click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(chat).toBeHidden();
    await button(page, /^Restore the snapshot/)
      .last()
      .click();
    const preview = page.getByRole('dialog', { name: /^Restore the snapshot of/ });
    const list = preview.getByRole('list', { name: 'In the file' });
    await expect(list.getByRole('listitem').filter({ hasText: 'Chats' })).toContainText('1 new');
    await preview.getByRole('button', { name: 'Restore' }).click();
    await expect(chat).toBeVisible();
    await goTo(page, address);
    await expect(page.getByRole('article', { name: 'Assistant' })).toContainText('forty-two');
  },
);

test('backups go to a picked folder, ask again after a restart, and never stop in silence', async ({
  page,
  app,
  serve,
}) => {
  await pickFromOwnFiles(page);
  const server = await serve({ chat: [say('forty-two'), finish('stop'), done()] });
  await addProvider(page, app.url, server.url);
  await goTo(page, '#/');
  await ask(page, 'What is it?');
  const answer = page.getByRole('article', { name: 'Assistant' });
  await expect(answer).toHaveAttribute('data-status', 'done');
  await goTo(page, '#/storage');
  const folder = section(page, 'Saving to a folder');
  await button(page, 'Choose a folder').click();
  await expect(folder).toContainText('My backups');
  await expect(folder).toContainText(/Last saved just now, \d+.kB/);
  expect(await namesIn(page, 'My backups')).toEqual([
    expect.stringMatching(/^patchbay-backup-.*-1-chats\.json$/),
  ]);

  // The next may have the same name: names tell seconds.
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const picked = await root.getDirectoryHandle('My backups');
    for await (const name of picked.keys()) await picked.removeEntry(name);
  });
  await losePermission(page);
  await page.reload();
  await expect(folder).toContainText('The browser asks again');
  await expect(folder).toContainText('Last saved');
  await button(page, 'Continue saving to My backups').click();
  await expect(button(page, 'Save now')).toBeVisible();
  await expect
    .poll(() => namesIn(page, 'My backups'))
    .toEqual([expect.stringMatching(/-1-chats\.json$/)]);

  await page.evaluate(async () => {
    await (await navigator.storage.getDirectory()).removeEntry('My backups', { recursive: true });
  });
  await button(page, 'Save now').click();
  await expect(folder.getByRole('alert')).toContainText(
    /The last backup failed just now. The folder is gone/,
  );
  await expect(page.getByText('No backup could be written to your folder.')).toBeVisible();
  await button(page, 'Choose another folder').click();
  await expect(folder.getByRole('alert')).toBeHidden();
  // What is still being written has another name.
  await expect
    .poll(() => namesIn(page, 'My backups'))
    .toEqual([expect.stringMatching(/-1-chats\.json$/)]);
  await button(page, 'Stop saving').click();
  await expect(button(page, 'Choose a folder')).toBeVisible();
});

test('a linked providers.json is kept in step both ways, and a conflict waits for a choice', async ({
  page,
  app,
  serve,
}) => {
  await pickFromOwnFiles(page);
  const server = await serve({ models: [{ id: 'alpha' }, { id: 'beta' }] });
  await addProvider(page, app.url, server.url, 'sk-secret');
  await goTo(page, '#/providers');
  await button(page, 'Link a file').click();
  await expect(page.getByRole('checkbox', { name: 'Write my API keys' })).not.toBeChecked();
  await button(page, 'New file').click();
  await expect(linked(page)).toContainText('providers.json is in step, without the keys');
  const first = JSON.parse(await onDisk(page)) as { providers: object };
  expect(first.providers).toMatchObject({ 'openai-compatible': { base_url: server.url } });
  expect(JSON.stringify(first)).not.toContain('sk-secret');

  // From here to there.
  await setDefault(page, 'alpha');
  await expect.poll(() => onDisk(page)).toContain('"orchestration_model": "alpha"');

  // From there to here, an entry of another kind too.
  const edited = JSON.parse(await onDisk(page)) as { providers: Record<string, object> };
  edited.providers['second'] = {
    ...{ name: 'openai-compatible', label: 'Second', api_key: '' },
    ...{ base_url: 'http://127.0.0.1:9/v1', models: [{ id: 'm', name: 'm', provider: 'second' }] },
  };
  edited.providers['groq'] = { name: 'groq', api_key: 'sk-groq' };
  await writeFile(page, 'disk', 'providers.json', JSON.stringify(edited));
  await expect(section(page, 'Second')).toBeVisible();
  await setDefault(page, 'beta');
  await expect.poll(() => onDisk(page)).toContain('"orchestration_model": "beta"');
  expect(await onDisk(page)).toContain('sk-groq');

  // Both, while nobody looks.
  await losePermission(page);
  await page.reload();
  await expect(button(page, 'Continue with providers.json')).toBeVisible();
  const theirs = JSON.parse(await onDisk(page)) as object;
  const clash = JSON.stringify({ ...theirs, orchestration_model: 'm' });
  await writeFile(page, 'disk', 'providers.json', clash);
  await setDefault(page, 'alpha');
  await button(page, 'Continue with providers.json').click();
  await expect(linked(page)).toContainText('Both sides changed');
  expect(await onDisk(page)).toBe(clash);
  await button(page, 'Compare and choose').click();
  const dialog = page.getByRole('dialog', { name: 'Patchbay and providers.json' });
  await expect(
    dialog.getByRole('listitem').filter({ hasText: 'orchestration_model' }),
  ).toContainText('alpha → m');
  await dialog.getByRole('button', { name: 'Keep what is here' }).click();
  await expect(linked(page)).toContainText('is in step');
  await expect.poll(() => onDisk(page)).toContain('"orchestration_model": "alpha"');

  // A broken file stays as it is.
  await writeFile(
    page,
    'disk',
    'providers.json',
    '{"providers":{"openai-compatible":{"base_url":7}}}',
  );
  const alert = linked(page).getByRole('alert');
  await expect(alert).toContainText('$.providers["openai-compatible"].base_url');
  await setDefault(page, 'beta');
  await button(page, 'Read it again').click();
  await expect(alert).toBeVisible();
  expect(await onDisk(page)).toContain('"base_url":7');
  await button(page, 'Unlink').click();
  await expect(button(page, 'Link a file')).toBeVisible();
});
