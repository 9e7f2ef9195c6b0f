import type { Page } from '@playwright/test';
import { ask, expect, test } from './chat-pages';

const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('the model names a chat after its first answer, and never again', async ({ page, begin }) => {
  const server = await begin({ title: '"Greetings."' });
  await ask(page, 'Hi there');
  await expect(heading(page)).toHaveText('Greetings');
  await expect(page.getByRole('link', { name: 'Greetings' })).toBeVisible();
  server.set({ title: 'Another' });
  await ask(page, 'And now');
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
  await page.reload();
  await expect(heading(page)).toHaveText('Greetings');
});

test('a title that does not come is no error, and a name that a person gave stays', async ({
  page,
  begin,
}) => {
  const server = await begin({ title: ' ' });
  await ask(page, 'Hi there');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await page.goto(page.url().replace(/#.*/, '#/log'));
  // Both requests are there: the answer, and the title that was in vain.
  await expect(page.getByText('/chat/completions')).toHaveCount(2);
  await page.getByRole('link', { name: 'Hi there' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await heading(page).dblclick();
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine');
  await page.keyboard.press('Enter');
  server.set({ title: 'Theirs' });
  await answers(page).getByRole('button', { name: 'Retry' }).click();
  await expect(answers(page)).toContainText('2/2');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await page.reload();
  await expect(heading(page)).toHaveText('Mine');
});
