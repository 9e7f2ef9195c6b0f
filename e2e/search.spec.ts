import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test } from './chat-pages';
import { seedChats } from './seed-chats';
import { createGate, done, finish, say, wait } from './servers/scripted';

const field = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search' });
const results = (page: Page): Locator => page.getByRole('list', { name: 'Search results' });
const hits = (page: Page): Locator => results(page).getByRole('link');
const words = (page: Page): Locator => page.getByRole('navigation').getByRole('status');
const chats = (page: Page): Locator => page.getByRole('list', { name: 'Chats' });

/** Opens the app on stored chats. */
async function openWith(page: Page, url: string, seed: Parameters<typeof seedChats>[1]) {
  await page.goto(url);
  await expect(button(page, 'Model Patchbay demo')).toBeVisible();
  await seedChats(page, seed);
  await page.reload();
  await expect(chats(page).getByRole('link').first()).toBeVisible();
}

const answer = [say('The Okapi lives in the forest.'), finish('stop'), done()];
const answered = (page: Page) =>
  expect(page.getByRole('article', { name: 'Assistant' }).last()).toHaveAttribute(
    'data-status',
    'done',
  );

test(
  'a word of an old message is found and marked, and leads to that message',
  { tag: '@firefox' },
  async ({ page, app }) => {
    await openWith(page, app.url, { chats: 120, needle: 'The Zèbra finch sings.' });
    await field(page).fill('finch zebra');
    await expect(hits(page)).toHaveCount(1);
    await expect(words(page)).toHaveText('1 message in 1 chat.');
    await expect(hits(page).locator('mark')).toHaveText(['Zèbra', 'finch']);
    await expect(hits(page)).toContainText('Chat 0 ');
    await field(page).press('Enter');
    await expect(page).toHaveURL(/#\/chat\/c0\?message=m0-3&find=finch%20zebra$/);
    await expect(page.getByRole('article').last()).toContainText('Zèbra finch');
    await expect(hits(page)).toHaveAttribute('aria-current', 'page');
  },
);
