import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test } from './chat-pages';
import { seedChats } from './seed-chats.mjs';
import { done, finish, say } from './servers/scripted';

/** A zone where it is two in the afternoon: the chats of some hours then lie on one day, at whatever hour this runs. */
function afternoon(): string {
  const west = new Date().getUTCHours() - 14;
  return `Etc/GMT${west < 0 ? '' : '+'}${String(west)}`;
}
test.use({ timezoneId: afternoon() });

const list = (page: Page): Locator => page.getByRole('list', { name: 'Chats' });
const links = (page: Page): Locator => list(page).getByRole('link');
const chat = (page: Page, number: number): Locator =>
  list(page).getByRole('link', { name: new RegExp(`^Chat ${number} `) });
const box = (page: Page, number: number): Locator =>
  list(page).getByRole('checkbox', { name: new RegExp(`^Chat ${number} `) });
const heading = (page: Page, name: string): Locator =>
  list(page).getByRole('button', { name: new RegExp(`^${name}`) });
const focused = (page: Page): Locator => page.locator(':focus');
const palette = (page: Page): Locator => page.getByRole('dialog', { name: 'Commands' });

/** Opens the app on stored chats; `Chat N` is the newest but one of N + 1. */
async function openWith(page: Page, url: string, chats: number): Promise<void> {
  await page.goto(url);
  await expect(button(page, 'Model Patchbay demo')).toBeVisible();
  await seedChats(page, { chats, messages: 2, length: 40 });
  await page.reload();
  await expect(links(page).first()).toBeVisible();
}

/** What stands in the list, row by row: the first two words of a chat, or a heading with its count. */
async function rows(page: Page): Promise<string[]> {
  const texts = await list(page).getByRole('listitem').allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').split(' ').slice(0, 2).join(' '));
}

/** Chooses from the menu that is open, by keys alone. */
async function choose(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('menu')).toBeVisible();
  const item = page.getByRole('menuitem', { name, exact: true });
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(item).toBeFocused({ timeout: 50 });
  }).toPass();
  await page.keyboard.press('Enter');
}

test('by keyboard alone: pin, move to a new folder, rename it, archive, and all of it stays', async ({
  page,
  app,
}) => {
  await openWith(page, app.url, 6);
  await chat(page, 5).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(chat(page, 3)).toBeFocused();

  await page.keyboard.press('Shift+F10');
  await choose(page, 'Pin');
  await expect(chat(page, 3)).toBeFocused();
  await expect.poll(() => rows(page)).toEqual(expect.arrayContaining(['Pinned 1']));
  expect((await rows(page)).slice(0, 2)).toEqual(['Pinned 1', 'Chat 3']);

  await chat(page, 4).focus();
  await page.keyboard.press('ContextMenu');
  await choose(page, 'Move to folder');
  await expect(page.getByRole('searchbox', { name: 'Folder' })).toBeFocused();
  await page.keyboard.type('Work');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Work')).toContainText('1');
  await expect(chat(page, 4)).toBeFocused();

  await page.keyboard.press('ArrowUp');
  await expect(heading(page, 'Work')).toBeFocused();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Folder name' })).toBeFocused();
  await page.keyboard.type('Letters');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Letters')).toBeFocused();
  await expect(heading(page, 'Work')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Letters')).toHaveAttribute('aria-expanded', 'false');
  await expect(chat(page, 4)).toHaveCount(0);

  await chat(page, 5).focus();
  await page.keyboard.press('Shift+F10');
  await choose(page, 'Archive');
  await expect(page.getByText('Chat archived.')).toBeVisible();
  await expect(chat(page, 5)).toHaveCount(0);
  await expect(heading(page, 'Archived')).toHaveAttribute('aria-expanded', 'false');

  await page.reload();
  await expect(chat(page, 3)).toBeVisible();
  const kept = await rows(page);
  expect(kept.slice(0, 3)).toEqual(['Pinned 1', 'Chat 3', 'Letters 1']);
  expect(kept.at(-1)).toBe('Archived 1');

  // The archive is found by search, with a mark.
  await page.keyboard.press('Control+Shift+F');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
  await page.keyboard.type('chat 5');
  await expect(page.getByRole('list', { name: 'Search results' })).toContainText('Archived');
  await page.keyboard.press('Escape');
  await heading(page, 'Archived').focus();
  await page.keyboard.press('Enter');
  await expect(chat(page, 5)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+F10');
  await choose(page, 'Unarchive');
  await expect(heading(page, 'Archived')).toHaveCount(0);
});

test('by keyboard alone: rename, delete and Undo; the focus stays in the list', async ({
  page,
  app,
}) => {
  await openWith(page, app.url, 4);
  await chat(page, 2).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('A better title');
  await page.keyboard.press('Enter');
  await expect(focused(page)).toHaveText('A better title');
  await page.keyboard.press('Delete');
  await expect(page.getByText('Chat deleted.')).toBeVisible();
  await expect(chat(page, 1)).toBeFocused();
  await button(page, 'Undo').focus();
  await page.keyboard.press('Enter');
  await expect(links(page)).toHaveCount(4);
});

test('many are selected with Shift, moved, and deleted with one Undo for all', async ({
  page,
  app,
}) => {
  await openWith(page, app.url, 8);
  await chat(page, 6).focus();
  await page.keyboard.press('Shift+F10');
  await choose(page, 'Select');
  await expect(box(page, 6)).toBeFocused();
  await expect(page.getByText('1 selected')).toBeVisible();
  await box(page, 3).click({ modifiers: ['Shift'] });
  await expect(page.getByText('4 selected')).toBeVisible();
  await expect(box(page, 5)).toBeChecked();
  await expect(box(page, 7)).not.toBeChecked();
  await box(page, 5).click();
  await expect(page.getByText('3 selected')).toBeVisible();

  await button(page, 'Move to folder').click();
  await page.getByRole('searchbox', { name: 'Folder' }).fill('Three');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Three')).toContainText('3');
  expect((await rows(page)).slice(0, 4)).toEqual(['Three 3', 'Chat 6', 'Chat 4', 'Chat 3']);
  await expect(list(page).getByRole('checkbox')).toHaveCount(0);

  await chat(page, 7).focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('8 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list(page).getByRole('checkbox')).toHaveCount(0);
  await expect(chat(page, 7)).toBeFocused();

  await page.keyboard.press('Control+a');
  await page.keyboard.press('Space');
  await expect(page.getByText('7 selected')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.getByText('7 chats deleted.')).toBeVisible();
  await expect(links(page)).toHaveCount(1);
  await button(page, 'Undo').click();
  await expect(links(page)).toHaveCount(8);
  await page.reload();
  await expect(links(page)).toHaveCount(8);
  await chat(page, 0).click();
  await expect(page.getByRole('article')).toHaveCount(2);
});

test('ten thousand chats are pinned and archived at once, with few rows in the page', async ({
  page,
  app,
}) => {
  test.setTimeout(90_000);
  await openWith(page, app.url, 10_000);
  await expect(async () => {
    await links(page).first().focus();
    await page.keyboard.press('End');
    await expect(focused(page)).toContainText('Chat 0 ', { timeout: 200 });
  }).toPass();
  await page.keyboard.press('Control+a');
  await expect(page.getByText(/^10.000 selected$/)).toBeVisible();
  await page.getByRole('group', { name: 'Selected chats' }).getByLabel('Archive').click();
  await expect(page.getByText(/^10.000 chats archived\.$/)).toBeVisible({ timeout: 60_000 });
  await expect(list(page).getByRole('listitem')).toHaveText([/^Archived10.000$/]);
  await heading(page, 'Archived').click();
  await expect(chat(page, 9_999)).toBeVisible();
  expect(await list(page).getByRole('listitem').count()).toBeLessThanOrEqual(50);
});

test('the palette that was closed does not close the one that follows at once', async ({
  page,
  begin,
}) => {
  await begin({ chat: [] });
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('searchbox')).toBeFocused();
  // Both keys before the browser tells the first dialog that it is closed, as on a busy page.
  await page.evaluate(async () => {
    const first = document.querySelector('dialog');
    const told = new Promise((resolve) => first?.addEventListener('close', resolve));
    const press = (init: KeyboardEventInit): unknown =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }),
      );
    press({ key: 'Escape' });
    press({ key: 'k', ctrlKey: true });
    await told;
  });
  await expect(palette(page).getByRole('searchbox')).toBeFocused();
});

test('the palette: commands with their keys, chats, words of messages, and what was done last', async ({
  page,
  begin,
}) => {
  await begin({ chat: [say('The okapi lives in the forest.'), finish('stop'), done()] });
  await ask(page, 'Which animal?');
  const answer = page.getByRole('article', { name: 'Assistant' });
  await expect(answer).toHaveAttribute('data-status', 'done');

  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('searchbox')).toBeFocused();
  await expect(palette(page).getByRole('option', { name: 'New chat' })).toContainText('Ctrl');
  await page.keyboard.type('rename');
  await expect(palette(page).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.type('Animals');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Animals', level: 1 })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('pin chat');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Pinned')).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('go settings');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/settings$/);

  // What was done last comes first; nothing of a chat is offered where none is.
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('option').first()).toHaveText('Go to Settings');
  await expect(palette(page).getByRole('option', { name: 'Rename chat' })).toHaveCount(0);
  await page.keyboard.type('okapi forest');
  await expect(palette(page).getByRole('option').locator('mark')).toHaveText(['okapi', 'forest']);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/chat\/.+\?message=.+&find=okapi%20forest$/);
  // The field of the sidebar kept its own words.
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('dark theme');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the sheet of shortcuts opens by its keys and from the sidebar, but not from a text', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('?');
  await expect(composer(page)).toHaveValue('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('Control+/');
  await expect(sheet).toContainText('Search all messages');
  await expectAccessible(page, 'sheet of shortcuts');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
  await page.getByRole('link', { name: 'Help' }).focus();
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await button(page, 'Keyboard shortcuts').click();
  await expect(sheet).toBeVisible();
});

test('↑ recalls what was asked, ↓ comes back, Esc takes it away; Shift+Esc leads to the composer', async ({
  page,
  begin,
}) => {
  await begin({ chat: [say('Yes.'), finish('stop'), done()] });
  for (const [count, text] of [...['first', 'second'].entries()]) {
    await ask(page, text);
    const answers = page.getByRole('article', { name: 'Assistant' });
    await expect(answers).toHaveCount(count + 1);
    await expect(answers.last()).toHaveAttribute('data-status', 'done');
  }
  await page.getByRole('link', { name: 'Help' }).focus();
  await page.keyboard.press('Shift+Escape');
  await expect(composer(page)).toBeFocused();
  const boxHas = (text: string) => expect(composer(page)).toHaveValue(text);
  await page.keyboard.press('ArrowUp');
  await boxHas('second');
  await page.keyboard.press('ArrowUp');
  await boxHas('first');
  await page.keyboard.press('ArrowDown');
  await boxHas('second');
  await page.keyboard.press('Escape');
  await boxHas('');
  await page.keyboard.type('mine');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await boxHas('mine');

  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Shift+Escape');
  await expect(composer(page)).toBeFocused();
});

test('on a phone: the drawer, its menus, the selection and the palette fit, with room for a finger', async ({
  page,
  app,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(app.url);
  await expect(button(page, 'Model Patchbay demo')).toBeVisible();
  await seedChats(page, { chats: 12, messages: 2, length: 40 });
  await page.reload();
  await button(page, 'Menu').click();
  await expect(chat(page, 11)).toBeVisible();
  await list(page)
    .getByRole('button', { name: /^Actions for Chat 11/ })
    .click();
  await page.getByRole('menuitem', { name: 'Select' }).click();
  await box(page, 9).click();
  await expect(page.getByText('2 selected')).toBeVisible();
  await expectAccessible(page, 'selection in the drawer');
  await button(page, 'Move to folder').click();
  await expect(page.getByRole('dialog', { name: 'Move 2 chats' })).toBeVisible();
  await expectAccessible(page, 'choice of a folder');
  await page.keyboard.press('Escape');
  await page.getByRole('group', { name: 'Selected chats' }).getByLabel('Pin').click();
  await expect(heading(page, 'Pinned')).toContainText('2');
  await button(page, 'Commands').click();
  await expect(palette(page).getByRole('option').first()).toBeVisible();
  await expectAccessible(page, 'palette');
  await palette(page).getByRole('option', { name: 'Go to Help' }).click();
  await expect(page).toHaveURL(/#\/help$/);
});
