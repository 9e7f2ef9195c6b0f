import type { Locator, Page } from '@playwright/test';
import {
  addProvider,
  baseUrl,
  connect,
  expect,
  exported,
  modelsTable,
  provider,
  savedUrl,
  test,
} from './provider-pages';
import {
  createGate,
  done,
  fail,
  finish,
  reply,
  say,
  usage,
  wait,
  type Reply,
  type ScriptedServer,
} from './servers/scripted';

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

const headersField = (page: Page): Locator => page.getByLabel('Extra headers', { exact: true });
const advanced = (page: Page): Locator => page.getByRole('button', { name: 'Advanced' });

/** The headers of the last request for models that carried any of ours. */
function sentHeaders(server: ScriptedServer): (string | undefined)[] {
  const headers = server.requests.findLast(({ method }) => method === 'GET')?.headers;
  return ['authorization', 'x-api-key', 'x-team'].map((name) => headers?.[name]?.toString());
}

test('extra headers and X-Api-Key are sent, kept out of log and export, and gone when the address moves', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  const other = await serve({ models: [{ id: 'beta' }] });
  await page.goto(`${app.url}#/providers/add`);
  await expect(headersField(page)).toHaveCount(0);
  await advanced(page).click();
  await page.getByLabel('Send the key as').selectOption('X-Api-Key');
  await headersField(page).fill('X-Team: blue-secret-team\nHost: nowhere');
  await connect(page, server.url, 'sk-header-0123456789');
  await expect(page.getByRole('alert')).toContainText(
    'Browsers let no page set Host. Take it out.',
  );
  expect(server.requests).toEqual([]);
  await headersField(page).fill('X-Team: blue-secret-team');
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page).toHaveURL(savedUrl);
  await expect(provider(page)).toContainText('key set, as X-Api-Key');
  await expect(provider(page)).toContainText('1 extra header');
  expect(sentHeaders(server)).toEqual([undefined, 'sk-header-0123456789', 'blue-secret-team']);
  const address = page.url();

  await page.goto(`${app.url}#/`);
  await send(page, 'Hello');
  await expect(answers(page)).toHaveAttribute('data-status', 'done');
  const post = await server.next('POST /v1/chat/completions');
  expect(post.headers).toMatchObject({
    'x-api-key': 'sk-header-0123456789',
    'x-team': 'blue-secret-team',
  });

  await page.goto(`${app.url}#/log`);
  await expect(page.getByRole('table', { name: 'Requests and errors' })).toContainText('POST');
  expect(await page.locator('main').innerText()).not.toContain('blue-secret');

  await page.goto(address);
  const file = await exported(page);
  expect(JSON.parse(file)).toMatchObject({
    providers: { 'openai-compatible': { key_header: 'x-api-key', headers: { 'X-Team': '' } } },
  });
  expect(file).not.toContain('blue-secret');

  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(headersField(page)).toHaveCount(0);
  await baseUrl(page).fill(other.url);
  await expect(provider(page)).toContainText('will be dropped: X-Team.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(modelsTable(page)).toContainText('beta');
  await expect(provider(page)).toContainText('key none');
  await expect(provider(page)).not.toContainText('extra header');
  expect(other.requests.map(({ headers }) => headers['x-team'] ?? headers['x-api-key'])).toEqual(
    other.requests.map(() => undefined),
  );
});

test('a header of a file goes with its address, and the plan names it without its value', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await page.goto(`${app.url}#/providers`);
  const opened = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import providers.json' }).click();
  const entry = {
    ...{ name: 'openai-compatible', api_key: '', base_url: server.url, models: [] },
    headers: { 'X-Team': 'blue-secret-team' },
  };
  const text = JSON.stringify({ providers: { 'openai-compatible': entry } });
  const file = { name: 'providers.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await (await opened).setFiles(file);
  const plan = page.getByRole('dialog', { name: /^Import / });
  await expect(plan).toContainText(server.url);
  await expect(plan).not.toContainText('blue-secret');
  await plan.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(plan).toBeHidden();
  await expect(provider(page)).toContainText('1 model');
  expect(sentHeaders(server)).toEqual([undefined, undefined, 'blue-secret-team']);
});

test('a model is checked on a press only, and what it refuses becomes a fact of it', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 400/);
  const gate = createGate();
  const chat = ({ body }: { body: Record<string, unknown> }): Reply => {
    if ('tools' in body) return fail(400, 'alpha does not support tools');
    if (body['stream'] === true)
      return [wait(gate), say('Hello'), finish('stop'), usage(3, 2), done()];
    return [say('Green'), finish('stop')];
  };
  const server = await serve({ models: [{ id: 'alpha' }], chat });
  const asked = () => server.requests.filter(({ method }) => method === 'POST').length;
  await addProvider(page, app.url, server.url);
  await expect(modelsTable(page).getByLabel('calls tools')).toBeVisible();
  await page.getByRole('button', { name: 'Set limits of alpha' }).click();
  const check = page.getByRole('region', { name: 'Check this model' });
  await expect(check).toContainText('Sends about 4 short requests to alpha.');
  expect(asked()).toBe(0);

  const press = check.getByRole('button', { name: 'Check this model' });
  await press.click();
  await gate.reached;
  await check.getByRole('button', { name: 'Stop' }).click();
  await expect(check.getByText('Stopped. Nothing was kept.')).toBeVisible();
  await expect(check).toContainText('Sends about 4 short requests to alpha.');

  gate.open();
  await press.click();
  await expect(check).toContainText('Checked just now');
  const row = (name: string) => check.getByRole('listitem').filter({ hasText: name });
  await expect(row('Streams its answer')).toContainText('yes');
  await expect(row('Counts tokens')).toContainText('yes');
  await expect(row('Calls tools')).toContainText('no');
  await expect(row('Calls tools')).toContainText('alpha does not support tools');
  await expect(row('Reads images')).toContainText('yes');
  expect(asked()).toBe(5);
  await page.keyboard.press('Escape');
  await expect(modelsTable(page).getByLabel('reads images')).toBeVisible();
  await expect(modelsTable(page).getByLabel('calls tools')).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: 'Set limits of alpha' }).click();
  await expect(check).toContainText('Checked just now');
  await expect(page.getByLabel('Tools', { exact: true })).toContainText('As found: no (checked)');
});
