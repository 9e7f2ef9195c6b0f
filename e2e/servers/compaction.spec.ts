import { expect, test } from '../fixtures';
import type { RealServer } from './process.mjs';
import { addProvider, answers, ask, composer, savedUrl } from './steps';
import { target } from './target';

// A chat that outgrows the 1,024 tokens of a real server, whose window nobody has told.

let server: RealServer | undefined;

test.afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** A few hundred tokens of a tokenizer that knows few words. */
const LONG = 'what is the weather in Lisbon again and again '.repeat(16);
const NAME = 'by-hand';

test('a refusal teaches the window, older turns are summarised, and the chat goes on', async ({
  page,
  app,
  watch,
}) => {
  test.skip(
    target.name !== 'llamacpp',
    'it answers under any name, so that nothing is known of the model',
  );
  server = await target.start({ model: 'parrot-chat', ctx: 1024 });
  watch.allowOrigins(new URL(server.url).origin);
  watch.expectProblems(/400/);
  await addProvider(page, app.url, server.url);
  await expect(page).toHaveURL(savedUrl);
  await page.getByLabel('Add a model by its id').fill(NAME);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const row = page.getByRole('table', { name: 'Models' }).getByRole('row', { name: NAME });
  await expect(row).toContainText('assumed');

  // Of a window that nobody knows they would take all the room: here it is about turns.
  await page.goto(`${app.url}#/settings`);
  await page.getByRole('switch', { name: 'Tools in new chats' }).click();
  await ask(page, app.url, `One: ${LONG}`, NAME);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
  const askMore = async (text: string) => {
    const before = await answers(page).count();
    await composer(page).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(answers(page)).toHaveCount(before + 1);
    await expect(answers(page).last()).toHaveAttribute('data-status', /done|failed/);
    return answers(page).last();
  };
  let last = answers(page).last();
  for (let turn = 2; turn <= 8; turn++) {
    last = await askMore(`Turn ${String(turn)}: ${LONG}`);
    if ((await last.getAttribute('data-status')) === 'failed') break;
  }
  await expect(last.getByRole('alert')).toContainText(/exceeds the available context size \(1024/);
  await page.getByRole('button', { name: 'Summarise older turns and ask again' }).click();
  await expect(last).toHaveAttribute('data-status', 'done');
  await expect(last.locator('strong')).toHaveText('bold');
  const summary = page.getByRole('region', { name: 'Summary' });
  await expect(summary).toContainText(/messages above are sent as this summary/);
  // By key: the transcript follows the answer that has just ended, and what is clicked would move away.
  await summary.getByRole('button', { name: /sent as this summary/ }).press('Enter');
  await expect(summary).toContainText('Good day!');

  // The window is known by now: the next question is asked with room made for it first.
  await page.getByRole('button', { name: /^Context: / }).click();
  await expect(page.getByRole('dialog', { name: 'Context window' })).toContainText(
    /of 1.024 tokens/,
  );
  await page.keyboard.press('Escape');
  for (let turn = 1; turn <= 2; turn++) {
    await expect(await askMore(`On: ${LONG}`)).toHaveAttribute('data-status', 'done');
  }
});
