import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, expect, test } from './chat-pages';
import { addProvider } from './provider-pages';
import { seedChats } from './seed-chats.mjs';

const place = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' });

/** The browser's promise, kept by the test: whether it was asked, and what it says. */
async function watchProtection(
  page: Page,
  grants: boolean,
): Promise<{ asked: () => Promise<number> }> {
  await page.addInitScript((granted) => {
    const kept = { asked: 0 };
    Object.assign(globalThis, { kept });
    // The blank page before the first one is not secure.
    if (!('StorageManager' in globalThis)) return;
    StorageManager.prototype.persisted = async () => granted && kept.asked > 0;
    StorageManager.prototype.persist = async () => {
      kept.asked++;
      return granted;
    };
  }, grants);
  return {
    asked: () =>
      page.evaluate(() => (globalThis as unknown as { kept: { asked: number } }).kept.asked),
  };
}

for (const [width, height] of [
  [390, 844],
  [1440, 900],
] as const) {
  test(`the storage page says what is used, by what, and is accessible, ${width} px`, async ({
    page,
    app,
  }) => {
    await page.setViewportSize({ width, height });
    await page.goto(app.url);
    await expect(page.getByRole('heading', { name: 'Connect your own server' })).toBeVisible();
    await seedChats(page, { chats: 8, messages: 6 });
    await page.goto(`${app.url}#/storage`);
    await page.reload();
    await expect(page.getByRole('meter', { name: 'Space used' })).toBeVisible();
    await expect(place(page, 'Space')).toContainText(/Messages\s*\d+/);
    await expect(place(page, 'Biggest chats').getByRole('listitem')).toHaveCount(5);
    await expect(place(page, 'Last backup')).toContainText('48 messages in this browser only.');
    await expect(place(page, 'Protection')).toContainText(/Protected|Not protected/);
    await expectAccessible(page, 'the storage page');
  });
}

test('the biggest chats lead to themselves, and go with an Undo', async ({ page, app }) => {
  await page.goto(app.url);
  await expect(page.getByRole('heading', { name: 'Connect your own server' })).toBeVisible();
  await seedChats(page, { chats: 3, messages: 4, needle: 'x'.repeat(200_000) });
  await page.goto(`${app.url}#/storage`);
  await page.reload();
  const rows = place(page, 'Biggest chats').getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText(/20\d.kB: 4 messages/);
  const largest = rows.first().getByRole('link');
  await expect(largest).toContainText('Chat 0');
  await rows
    .first()
    .getByRole('button', { name: /^Delete “Chat 0/ })
    .click();
  await expect(rows).toHaveCount(2);
  await expect(rows.first().getByRole('button')).toBeFocused();
  await button(page, 'Undo').click();
  await expect(rows).toHaveCount(3);
  await largest.click();
  await expect(page.getByRole('log', { name: 'Conversation' })).toContainText('xxxx');
});

test(
  'the browser is asked to keep chats once an answer of a real server is complete',
  { tag: '@firefox' },
  async ({ page, app, serve, browserName }) => {
    const protection = await watchProtection(page, true);
    await page.goto(app.url);
    await expect(page.getByRole('heading', { name: 'Connect your own server' })).toBeVisible();
    await ask(page, 'Hello demo');
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    const server = await serve({ models: [{ id: 'scripted' }] });
    await addProvider(page, app.url, server.url);
    expect(await protection.asked()).toBe(0);
    await page.goto(`${app.url}#/`);
    await expect(button(page, 'Model scripted')).toBeVisible();
    await ask(page, 'Hello server');
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    if (browserName === 'firefox') {
      await expect(page.getByText('it will ask you first')).toBeVisible();
      expect(await protection.asked()).toBe(0);
      await button(page, 'Keep them').click();
      await expect(page.getByText('This browser keeps your chats now')).toBeVisible();
    }
    await expect.poll(protection.asked).toBe(1);
    await page.goto(`${app.url}#/storage`);
    await expect(place(page, 'Protection')).toContainText('This browser keeps what is stored here');
  },
);

test('a browser that says no is asked again by the button, and the page says how it decides', async ({
  page,
  app,
}) => {
  const protection = await watchProtection(page, false);
  await page.goto(`${app.url}#/storage`);
  await button(page, 'Ask the browser to keep it').click();
  await expect(place(page, 'Protection').getByRole('status')).toContainText('no for now');
  expect(await protection.asked()).toBe(1);
});

test('after much new text a notice leads to the backup, and can be switched off', async ({
  page,
  app,
  begin,
}) => {
  await begin({ models: [{ id: 'scripted' }] });
  await seedChats(page, { chats: 50, messages: 4, length: 50 });
  await ask(page, 'One more');
  const reminder = page.getByText('202 messages are in no backup yet.');
  await expect(reminder).toBeVisible();
  await button(page, 'Back up').click();
  await expect(page).toHaveURL(/#\/storage$/);
  await expect(reminder).toBeHidden();
  const remind = page.getByRole('switch', { name: 'Remind me to back up' });
  await expect(remind).toBeChecked();
  await remind.click();
  await expect(remind).not.toBeChecked();
  await page.reload();
  await expect(remind).not.toBeChecked();
  await expect(place(page, 'Last backup')).toContainText('There is none yet.');
  await page.goto(`${app.url}#/`);
});

test('the way to another address is one click, and an empty start tells of it', async ({
  page,
  app,
  serveDist,
  context,
  watch,
}) => {
  const other = await serveDist();
  // A link that a person follows.
  watch.allowOwnRequests(other.origin);
  await page.goto(`${app.url}#/storage`);
  const move = place(page, 'Move to another address');
  await expect(move).toContainText(app.origin);
  const field = move.getByLabel('Other address');
  await field.fill(app.url);
  await expect(move).toContainText('This is the address that you are at.');
  await field.fill(other.origin.replace('http://', ''));
  const opened = context.waitForEvent('page');
  await move.getByRole('link', { name: `Open ${other.origin}` }).click();
  const there = await opened;
  await expect(there).toHaveURL(`${other.origin}/#/storage`);
  await expect(there.getByRole('heading', { level: 1, name: 'Storage' })).toBeVisible();
  await there.goto(`${other.origin}/#/`);
  await there.getByRole('link', { name: 'Bring them here.' }).click();
  await expect(there.getByRole('heading', { level: 1 })).toHaveText('Chats at another address');
  await expectAccessible(there, 'the help for moving');
  await there.getByRole('link', { name: 'Help', exact: true }).last().click();
  await there.getByRole('link', { name: 'Chats at another address' }).click();
  await there.getByRole('link', { name: 'Storage of this address' }).click();
  await expect(place(there, 'Move to another address')).toContainText(other.origin);
});
