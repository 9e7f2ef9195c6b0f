import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, expect, test } from './chat-pages';
import { stored } from './provider-pages';

const picker = (page: Page): Locator => page.getByRole('dialog', { name: 'Choose a model' });
const option = (page: Page, id: string): Locator =>
  picker(page).getByRole('option', { name: new RegExp(`^${id}\\b`) });
const search = (page: Page): Locator => picker(page).getByRole('searchbox');
const open = (page: Page): Promise<void> => page.getByRole('button', { name: /^Model/ }).click();

/** Headings and ids from top to bottom. */
const rows = (page: Page): Promise<string[]> =>
  picker(page)
    .getByRole('listbox')
    .evaluate((list) =>
      Array.from(list.firstElementChild?.children ?? [], (row) =>
        row.getAttribute('role') === 'option'
          ? (row.querySelector('span > span > span')?.textContent ?? '')
          : `# ${row.textContent}`,
      ),
    );

test('a favourite stands first, by star and by keyboard, also after a reload; what chats used comes next', async ({
  page,
  begin,
}) => {
  const ids = ['scripted', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];
  await begin({ models: ids.map((id) => ({ id })) });
  await ask(page, 'Hi');
  await expect(page.getByRole('article', { name: 'Assistant' })).toHaveAttribute(
    'data-status',
    'done',
  );

  await open(page);
  expect(await rows(page)).toEqual(
    expect.arrayContaining(['# Recent', 'scripted', 'beta', 'gamma', 'delta', 'epsilon', 'zeta']),
  );
  // By pointer: the star does not choose.
  await option(page, 'delta').getByTitle('Add to favourites').click();
  await expect(option(page, 'delta').getByTitle('Remove from favourites')).toBeVisible();
  await expect(picker(page)).toBeVisible();
  // By keys: the option that they stand on, passing over the headings.
  await search(page).fill('zeta');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(picker(page).getByRole('button', { name: /^Add to favourites/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(picker(page).getByRole('button', { name: /^Remove from favourites/ })).toBeFocused();
  await expectAccessible(page, 'picker');
  await expect
    .poll(() => stored(page).then(JSON.stringify))
    .toMatch(/"favourites":\["[^"]* delta","[^"]* zeta"\]/);

  await page.reload();
  await open(page);
  await expect(option(page, 'delta')).toBeVisible();
  expect((await rows(page)).slice(0, 6)).toEqual([
    '# Favourites',
    'delta',
    'zeta',
    '# Recent',
    'scripted',
    expect.stringMatching(/^# /),
  ]);
  await search(page).press('ArrowDown');
  await search(page).press('Home');
  await search(page).press('PageUp');
  await expect(option(page, 'delta')).toHaveAttribute('data-active', '');
  await search(page).press('Enter');
  await expect(button(page, 'Model delta')).toBeVisible();
});
