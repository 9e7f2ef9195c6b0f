import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures';
import { startLlamaServer } from './llamacpp.mjs';
import type { RealServer } from './process.mjs';
import { addProvider, answers, ask, doctor, savedUrl } from './steps';
import { target, type StartOptions } from './target';

// The main job in a browser, against a real server: nothing here is scripted.

let server: RealServer | undefined;

test.afterEach(async () => {
  await server?.stop();
  server = undefined;
});

// The endless model's own words. vLLM's parser takes them all for reasoning, since no </think> ever comes.
const arrived = /goes on|Reasoning/;

async function start(options: StartOptions): Promise<RealServer> {
  server = await target.start(options);
  return server;
}

test('add, see the models, chat, export, import elsewhere, chat again', async ({
  page,
  app,
  watch,
  browser,
}) => {
  const running = await start({ model: 'parrot-chat', key: 'sk-journey', ctx: 768 });
  const origin = new URL(running.url).origin;
  watch.allowOrigins(origin);
  // A keyless look comes first, so that a key is never tried on a wrong path.
  watch.expectProblems(/401/, /CORS policy/, /ERR_FAILED/);
  await addProvider(page, app.url, running.url, ' "sk-journey" ');
  await expect(page).toHaveURL(savedUrl);

  // The window that is loaded (768), not the one that the model was trained for.
  const row = page.getByRole('table', { name: 'Models' }).getByRole('row', { name: /parrot-chat/ });
  await expect(row).toContainText('768');
  await expect(row).toContainText('server, loaded');

  await ask(page, app.url, 'hi', 'parrot-chat');
  const answer = answers(page).last();
  await expect(answer).toHaveAttribute('data-status', 'done');
  await expect(answer.locator('strong')).toHaveText('bold');
  await expect(answer.getByRole('button', { name: /^Reasoning/ })).toBeVisible();

  await page.reload();
  await expect(answers(page).last().locator('strong')).toHaveText('bold');

  await page.goto(`${app.url}#/providers`);
  await page.getByRole('button', { name: 'Export providers.json' }).click();
  await page.getByRole('checkbox', { name: 'Include API keys' }).check();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const path = await (await download).path();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    providers: { 'openai-compatible': { base_url: running.url, api_key: 'sk-journey' } },
  });

  const elsewhere = await browser.newContext();
  await watch.follow(elsewhere);
  const second = await elsewhere.newPage();
  await second.goto(`${app.url}#/providers`);
  const chooser = second.waitForEvent('filechooser');
  await second.getByRole('button', { name: 'Import providers.json' }).click();
  await (
    await chooser
  ).setFiles({
    name: 'providers.json',
    mimeType: 'application/json',
    buffer: readFileSync(path),
  });
  await second.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(second.getByRole('dialog')).toHaveCount(0);
  await ask(second, app.url, 'hi', 'parrot-chat');
  await expect(answers(second).last()).toHaveAttribute('data-status', 'done');
  await elsewhere.close();
});

test('Stop frees the server', async ({ page, app, watch }) => {
  const running = await start({ model: 'parrot-long', ctx: 4096 });
  watch.allowOrigins(new URL(running.url).origin);
  await addProvider(page, app.url, running.url);
  await expect(page).toHaveURL(savedUrl);
  await ask(page, app.url, 'hi', 'parrot-long');
  await expect(answers(page).last()).toContainText(arrived);
  await expect.poll(() => target.isBusy(running)).toBe(true);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(() => target.isBusy(running), { timeout: 1000, intervals: [50] }).toBe(false);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'interrupted');
  await expect(answers(page).last()).toContainText(arrived);
});

test('a stopped answer goes on in its place', async ({ page, app, watch }) => {
  const running = await start({ model: 'parrot-long', ctx: 4096 });
  watch.allowOrigins(new URL(running.url).origin);
  await addProvider(page, app.url, running.url);
  await expect(page).toHaveURL(savedUrl);
  await ask(page, app.url, 'hi', 'parrot-long');
  const answer = answers(page).last();
  await expect(answer).toContainText(arrived);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(answer).toHaveAttribute('data-status', 'interrupted');
  const text = answer.locator('[data-text]');
  const before = (await text.innerText()).trimEnd();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect
    .poll(async () => (await text.innerText()).length)
    .toBeGreaterThan(before.length + 80);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(answer).toHaveAttribute('data-status', 'interrupted');
  const after = await text.innerText();
  expect(after.startsWith(before)).toBe(true);
  // The words that a cut sentence needs next, not its beginning once more.
  const sentence = 'And so the answer goes on, line by line.';
  const lines = after.split('\n').filter((line) => line.trim() !== '');
  expect(lines.slice(1, -1).every((line) => line.trim() === sentence)).toBe(true);
});

test('Stop frees the server while the prompt is still read', async ({ page, app, watch }) => {
  const running = await start({ model: 'parrot-long', ctx: 32_768 });
  watch.allowOrigins(new URL(running.url).origin);
  await addProvider(page, app.url, running.url);
  await expect(page).toHaveURL(savedUrl);
  await ask(page, app.url, 'weather '.repeat(30_000), 'parrot-long');
  await expect.poll(() => target.isBusy(running), { timeout: 10_000, intervals: [20] }).toBe(true);
  await page.getByRole('button', { name: 'Stop' }).click();
  // llama.cpp looks once a second whether a client that waits for its first token is still there.
  await expect.poll(() => target.isBusy(running), { timeout: 2000, intervals: [50] }).toBe(false);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'interrupted');
});

test('a wrong key is refused in the server’s words', async ({ page, app, watch }) => {
  const running = await start({ model: 'parrot-chat', key: 'sk-right' });
  watch.allowOrigins(new URL(running.url).origin);
  // The 404 is vLLM's own page, which the no-cors look touches.
  watch.expectProblems(/401/, /404/, /CORS policy/, /ERR_FAILED/);
  await addProvider(page, app.url, running.url, 'sk-wrong');
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unauthorized');
  // vLLM answers 401 outside its CORS layer: no page can read its words.
  if (target.name === 'llamacpp') await expect(doctor(page)).toContainText('Invalid API Key');
  await expect(page.getByRole('button', { name: 'Save anyway' })).toBeVisible();
});

test('a prompt longer than the context fails inside the message, in the server’s words', async ({
  page,
  app,
  watch,
}) => {
  const running = await start({ model: 'parrot-chat', ctx: 512 });
  watch.allowOrigins(new URL(running.url).origin);
  watch.expectProblems(/400/);
  await addProvider(page, app.url, running.url);
  await expect(page).toHaveURL(savedUrl);
  await ask(page, app.url, 'weather '.repeat(3_000), 'parrot-chat');
  const answer = answers(page).last();
  await expect(answer).toHaveAttribute('data-status', 'failed');
  await expect(answer.getByRole('alert')).toContainText(/context/i);
  await expect(answer.getByRole('alert')).toContainText(/512/);
  await expect(answer.getByRole('button', { name: 'Retry' })).toBeVisible();
});

test('a server killed in mid-stream: what had arrived stays, and Retry works once it is back', async ({
  page,
  app,
  watch,
}) => {
  const running = await start({ model: 'parrot-long', ctx: 4096 });
  watch.allowOrigins(new URL(running.url).origin);
  watch.expectProblems(/ERR_/);
  await addProvider(page, app.url, running.url);
  await expect(page).toHaveURL(savedUrl);
  await ask(page, app.url, 'hi', 'parrot-long');
  const answer = answers(page).last();
  await expect(answer).toContainText(arrived);
  await running.kill();
  await expect(answer).toHaveAttribute('data-status', 'interrupted');
  await expect(answer.getByRole('alert')).toBeVisible();
  await expect(answer).toContainText(arrived);

  await start({ model: 'parrot-long', ctx: 4096, port: running.port });
  await answer.getByRole('button', { name: 'Retry' }).first().click();
  await expect(answers(page).last()).toHaveAttribute('data-status', 'streaming');
  await expect(answers(page).last()).toContainText(arrived);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(answers(page).last()).toHaveAttribute('data-status', 'interrupted');
});

test('a real model, Gemma 3 270M, answers in a chat', async ({ page, app, watch }) => {
  test.skip(target.name === 'vllm', 'its package carries a GGUF file only');
  server = await startLlamaServer({ model: 'gemma-3-270m', ctx: 512 });
  watch.allowOrigins(new URL(server.url).origin);
  await addProvider(page, app.url, server.url);
  const row = page
    .getByRole('table', { name: 'Models' })
    .getByRole('row', { name: /gemma-3-270m/ });
  await expect(row).toContainText(/512 of 32.?768/);
  await ask(page, app.url, 'The capital of France is', 'gemma-3-270m');
  await expect(answers(page).last()).toContainText(/\w/);
  // A base model may talk on until its window is full.
  const stop = page.getByRole('button', { name: 'Stop' });
  if (await stop.isVisible()) await stop.click();
  await expect(answers(page).last()).toHaveAttribute('data-status', /done|interrupted/);
});
