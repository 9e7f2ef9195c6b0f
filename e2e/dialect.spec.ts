import type { Locator, Page } from '@playwright/test';
import { addProvider, expect, provider, test } from './provider-pages';
import { done, finish, reply, say, usage, type Reply } from './servers/scripted';

const composer = (page: Page): Locator => page.getByRole('textbox', { name: /Message/ });
const answers = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' });
const learned = (page: Page): Locator =>
  provider(page).getByRole('region', { name: 'Learned from this server' });

async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** A strict server, as Mistral words it: it knows no `stream_options`. */
const refusal = reply(422, {
  detail: [
    {
      type: 'extra_forbidden',
      loc: ['body', 'stream_options'],
      msg: 'Extra inputs are not permitted',
      input: { include_usage: true },
    },
  ],
});
const strict = (request: { body: Record<string, unknown> }): Reply =>
  'stream_options' in request.body
    ? refusal
    : [say('Bonjour'), finish('stop'), usage(3, 2), done()];

test('a refused field is left out, remembered, shown, and forgotten with Reset', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 422/);
  const server = await serve({ models: [{ id: 'alpha' }], chat: strict });
  const asked = () =>
    server.requests
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => 'stream_options' in body);
  await addProvider(page, app.url, server.url);
  const address = page.url();
  await expect(provider(page)).toContainText('connected');
  await expect(learned(page)).toHaveCount(0);

  await page.goto(`${app.url}#/`);
  await send(page, 'Hello');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  await expect(answers(page)).toContainText('Bonjour');
  expect(asked()).toEqual([true, false]);
  await page.goto(address);
  await expect(learned(page)).toContainText('stream_options is left out');
  await expect(learned(page)).toContainText('“stream_options: Extra inputs are not permitted”');
  await expect(learned(page)).toContainText('just now');

  await page.goBack();
  await send(page, 'Again');
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
  expect(asked()).toEqual([true, false, false]);

  await page.goto(`${app.url}#/log`);
  const log = page.getByRole('table', { name: 'Requests and errors' });
  await expect(log).toContainText('Learned: stream_options is left out');

  await page.goto(address);
  await page.reload();
  await learned(page).getByRole('button', { name: 'Reset' }).click();
  await expect(learned(page)).toHaveCount(0);
  await page.goto(`${app.url}#/`);
  await send(page, 'Once more');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  expect(asked()).toEqual([true, false, false, true, false]);
});

test('a bad value is told, not dropped', async ({ page, app, serve, watch }) => {
  watch.expectProblems(/status of 400/);
  const words = 'temperature must be in [0, 2], got 9.0. (parameter=temperature, value=9.0)';
  const error = { message: words, type: 'BadRequestError', param: 'temperature', code: 400 };
  const server = await serve({ models: [{ id: 'alpha' }], chat: reply(400, { error }) });
  await addProvider(page, app.url, server.url);
  await page.goto(`${app.url}#/`);
  await send(page, 'Hello');
  await expect(answers(page)).toHaveAttribute('data-status', 'failed');
  await expect(answers(page).getByRole('alert')).toContainText('temperature must be in [0, 2]');
  expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});
