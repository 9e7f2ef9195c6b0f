import type { Page } from '@playwright/test';
import { ask, button, composer, expect, test } from './chat-pages';
import { createGate, done, finish, say, wait } from './servers/scripted';

const questions = (page: Page) => page.getByRole('article', { name: 'You' });
const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const waiting = (page: Page) => page.getByRole('region', { name: 'Waiting questions' });

test('questions wait for the running answer, can be edited, and are asked in turn', async ({
  page,
  begin,
}) => {
  const gate = createGate();
  const server = await begin({ chat: [say('Slow'), wait(gate), finish('stop'), done()] });
  await ask(page, 'One');
  await gate.reached;
  await ask(page, 'Two');
  await expect(waiting(page)).toContainText('Asked when this answer is done.');
  await expect(composer(page)).toHaveValue('');
  await ask(page, 'Three');
  // What is sent while the one before is on its way stays in the box.
  await expect(composer(page)).toHaveValue('');
  await ask(page, 'Four');
  const rows = waiting(page).getByRole('listitem');
  await expect(rows).toHaveText(['Two', 'Three', 'Four']);
  await rows.nth(1).getByRole('button', { name: 'Edit this question' }).click();
  await expect(composer(page)).toHaveValue('Three');
  await composer(page).fill('');
  await rows.nth(1).getByRole('button', { name: 'Remove this question' }).click();
  await expect(rows).toHaveText(['Two']);
  server.set({ chat: [say('Quick'), finish('stop'), done()] });
  gate.open();
  await expect(questions(page)).toHaveText(['One', 'Two']);
  await expect(answers(page).last()).toContainText('Quick');
  await expect(waiting(page)).toHaveCount(0);
});

test('what waits survives a reload, and is asked on a press', async ({ page, begin }) => {
  const gate = createGate();
  const server = await begin({ chat: [say('Slow'), wait(gate), finish('stop'), done()] });
  await ask(page, 'One');
  await gate.reached;
  await ask(page, 'Two');
  await expect(waiting(page)).toContainText('Two');
  await page.reload();
  await expect(waiting(page)).toContainText('The last answer was not completed.');
  server.set({ chat: [say('Quick'), finish('stop'), done()] });
  await button(page, 'Ask now').click();
  await expect(questions(page)).toHaveText(['One', 'Two']);
  await expect(answers(page).last()).toContainText('Quick');
});

test('a server that is away is asked again once it is back, and what was written meanwhile too', async ({
  page,
  watch,
  begin,
  serve,
}) => {
  watch.expectProblems(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  const server = await begin({});
  await server.close();
  await ask(page, 'One');
  await button(page, 'Wait for the server').click();
  await expect(answers(page)).toContainText('It is asked again once it is there');
  await ask(page, 'Two');
  await expect(waiting(page)).toContainText('Asked when the server is back.');
  await serve({}, server.port);
  await expect(answers(page)).toHaveCount(2, { timeout: 20_000 });
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
  await expect(questions(page)).toHaveText(['One', 'Two']);
});
