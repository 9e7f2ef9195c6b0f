// What takes longer than a moment shows it, by name, and a second press begins nothing: each is held back here for as long
// as it takes to see that.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer } from './chat-pages';
import { addProvider, expect, provider, savedUrl, test } from './provider-pages';
import { createGate, done, finish, say } from './servers/scripted';

// It would have the parts that are held back.
test.use({ serviceWorkers: 'block' });

const said = (page: Page, words: string): Locator =>
  page.getByRole('status').filter({ hasText: words });
const busy = (place: Page | Locator, name: string): Locator =>
  place.getByRole('button', { name, exact: true }).and(place.locator('[aria-busy=true]'));

/** Holds back the part of the page with this name until the gate is opened. */
async function hold(page: Page, part: string): Promise<{ open(): void }> {
  const gate = createGate();
  const file = new RegExp(`/${part}-[\\w-]{8}\\.js$`);
  await page.route(file, async (route) => {
    await gate.opened;
    await route.continue();
  });
  return gate;
}

/** Chooses a file through the chooser that a button opens. */
async function choose(page: Page, opener: Locator, name: string, file: object): Promise<void> {
  const opened = page.waitForEvent('filechooser');
  await opener.click();
  const buffer = Buffer.from(JSON.stringify(file));
  await (await opened).setFiles({ name, mimeType: 'application/json', buffer });
}

test('a page, a dialog and a file that are slow to come say so', async ({ page, app, serve }) => {
  const server = await serve({});
  const codec = await hold(page, 'codec');
  await page.goto(`${app.url}#/`);
  const entry = { name: 'openai-compatible', api_key: '', base_url: server.url, models: [] };
  const file = { providers: { 'openai-compatible': entry } };
  await choose(page, button(page, 'Import providers.json'), 'providers.json', file);
  await expect(busy(page, 'Import providers.json')).toBeVisible();
  codec.open();
  const plan = page.getByRole('dialog', { name: 'Import providers.json' });
  await plan.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Ask scripted' })).toBeVisible();

  const settings = await hold(page, 'SettingsPage');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(said(page, 'Opening the page.')).toBeVisible();
  await expectAccessible(page, 'a page that is slow to come');
  settings.open();
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
  await expect(said(page, 'Opening the page.')).toHaveCount(0);

  const dialog = await hold(page, 'ExportDialog');
  await page.getByRole('link', { name: 'Providers', exact: true }).click();
  await button(page, 'Export providers.json').click();
  await expect(said(page, 'Loading …')).toBeVisible();
  await expectAccessible(page, 'a dialog that is slow to come');
  dialog.open();
  await expect(page.getByRole('dialog', { name: 'Export providers.json' })).toBeVisible();
  await expect(said(page, 'Loading …')).toHaveCount(0);
});

test('sending, deleting, restoring and taking that back show that they are at work', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ chat: [say('Hello'), finish('stop'), done()] });
  await addProvider(page, app.url, server.url);
  const files = await hold(page, 'ComposerFiles');
  await page.goto(`${app.url}#/`);
  await page.reload();
  await ask(page, 'A question');
  await expect(busy(page, 'Send')).toBeVisible();
  await composer(page).press('Enter');
  files.open();
  const answer = page.getByRole('article', { name: 'Assistant' });
  await expect(answer).toHaveAttribute('data-status', 'done');
  await expect(busy(page, 'Send')).toHaveCount(0);
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(1);

  const removal = await hold(page, 'chat-removal');
  await button(page, 'Chat actions').click();
  await page.getByRole('menuitem', { name: 'Delete chat' }).click();
  await expect(said(page, 'Deleting the chat …')).toBeVisible();
  removal.open();
  await expect(said(page, 'Chat deleted.')).toBeVisible();
  await expect(said(page, 'Deleting the chat …')).toHaveCount(0);
  await expect(answer).toHaveCount(0);

  const opening = await hold(page, 'open');
  await page.getByRole('link', { name: 'Storage', exact: true }).click();
  const section = page.getByRole('region', { name: 'Backup' });
  const head = { id: 'one', title: 'An old chat', createdAt: 1, updatedAt: 2 };
  const record = { store: 'conversations', key: 'one', record: head };
  const backup = { format: 'patchbay-backup', version: 1, records: [record] };
  await choose(page, section.getByRole('button', { name: 'Restore' }), 'old.json', backup);
  await expect(busy(section, 'Restore')).toBeVisible();
  opening.open();
  const restoring = page.getByRole('dialog', { name: 'Restore old.json' });
  await restoring.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(restoring).toBeHidden();

  const undo = await hold(page, 'undo');
  await section.getByRole('button', { name: 'Undo the last restore' }).click();
  await expect(busy(section, 'Undo the last restore')).toBeVisible();
  await expect(said(page, 'Undoing the restore …')).toBeVisible();
  undo.open();
  await expect(said(page, 'The restore was undone.')).toBeVisible();
  await expect(said(page, 'Undoing the restore …')).toHaveCount(0);
});

test('keys that are opened one by one, and a provider that is saved, keep their buttons busy', async ({
  page,
  app,
  serve,
}) => {
  await page.addInitScript(() => {
    const held: (() => void)[] = [];
    const { decrypt } = SubtleCrypto.prototype;
    let isHolding = false;
    SubtleCrypto.prototype.decrypt = async function (...args) {
      if (isHolding) await new Promise<void>((resolve) => held.push(resolve));
      return decrypt.apply(this, args);
    };
    Object.assign(window, {
      holdKeys(on: boolean) {
        isHolding = on;
        held.splice(0).forEach((release) => release());
      },
    });
  });
  const holdKeys = (on: boolean) =>
    page.evaluate((is) => (window as unknown as { holdKeys(on: boolean): void }).holdKeys(is), on);
  const server = await serve({});
  await addProvider(page, app.url, server.url, 'sk-kept');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await button(page, 'Lock keys with a passphrase').click();
  const locking = page.getByRole('dialog', { name: 'Lock keys' });
  await locking.getByLabel('Passphrase', { exact: true }).fill('correct horse battery');
  await locking.getByLabel('Passphrase again').fill('correct horse battery');
  await locking.getByRole('button', { name: 'Lock keys' }).click();
  await expect(locking).toBeHidden();

  await page.getByRole('link', { name: 'Providers', exact: true }).click();
  await page.getByRole('main').getByRole('link', { name: 'OpenAI-Compatible' }).click();
  await expect(page).toHaveURL(savedUrl);
  await holdKeys(true);
  await provider(page).getByRole('button', { name: 'Edit' }).click();
  await expect(busy(provider(page), 'Edit')).toBeVisible();
  await holdKeys(false);
  await expect(page.getByLabel('Name', { exact: true })).toBeVisible();
  await expect(busy(provider(page), 'Edit')).toHaveCount(0);
  const saving = await hold(page, 'change-provider');
  await provider(page).getByRole('button', { name: 'Save' }).click();
  await expect(busy(provider(page), 'Save')).toBeVisible();
  saving.open();
  await expect(page.getByLabel('Name', { exact: true })).toBeHidden();

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const keys = page.getByRole('region', { name: 'Keys' });
  await holdKeys(true);
  await keys.getByRole('button', { name: 'Remove lock' }).click();
  await expect(busy(keys, 'Remove lock')).toBeVisible();
  await expectAccessible(page, 'a lock that is being removed');
  await holdKeys(false);
  await expect(said(page, 'The lock was removed.')).toBeVisible();
  await expect(button(page, 'Lock keys with a passphrase')).toBeVisible();
});
