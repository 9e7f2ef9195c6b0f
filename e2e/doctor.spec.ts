import type { Page } from '@playwright/test';
import {
  addProvider,
  apiKey,
  baseUrl,
  connect,
  doctor,
  expect,
  modelsTable,
  provider,
  savedUrl,
  test,
} from './provider-pages';
import { createGate, cut, fail, forever, reply } from './servers/scripted';

const steps = (page: Page) =>
  doctor(page).getByRole('list', { name: 'What was asked' }).getByRole('listitem');
const remedies = (page: Page) => doctor(page).getByRole('list', { name: 'What to do' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' }).last();

/** What a copy button put on the clipboard, kept by the page itself: headless browsers differ in what they let us read. */
async function catchCopies(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    const copied: string[] = [];
    Object.defineProperty(window, 'copied', { value: copied });
    navigator.clipboard.writeText = async (text) => void copied.push(text);
  });
  return () => page.evaluate(() => (window as unknown as { copied: string[] }).copied.at(-1) ?? '');
}

async function sendMessage(page: Page, home: string): Promise<void> {
  await page.goto(`${home}#/`);
  const composer = page.getByRole('textbox', { name: /Message/ });
  await expect(page.getByRole('button', { name: /^Model scripted/ })).toBeVisible();
  await composer.fill('Hi');
  await composer.press('Enter');
}

test('a server that lets no page read turns green by itself when it does', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/CORS policy/, /ERR_FAILED/, /status of 404/);
  const server = await serve({ cors: 'off', models: [{ id: 'alpha' }] });
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, server.url);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'cors');
  await expect(doctor(page)).toContainText(
    `The server answers, but not for pages of ${app.origin}.`,
  );
  await expect(steps(page)).toContainText([
    '/v1/models: no answer that this page may read.',
    `Something listens on ${new URL(server.url).host}.`,
    `It lets ${app.origin} read nothing.`,
  ]);
  await expect(remedies(page)).toContainText(`Access-Control-Allow-Origin: ${app.origin}`);
  await expect(doctor(page)).toContainText('watching');
  server.set({ cors: 'on' });
  await expect(page).toHaveURL(savedUrl);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'ok');
  await expect(modelsTable(page)).toContainText('alpha');
  await button(page, 'Close').click();
  await expect(doctor(page)).toBeHidden();
});

test('a saved server that is down turns green by itself when it is started', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/ERR_CONNECTION_REFUSED/);
  const { url, port, close } = await serve();
  await close();
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, url);
  await button(page, 'Save anyway').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unreachable');
  await expect(doctor(page)).toContainText('watching');
  await serve({ models: [{ id: 'alpha' }] }, port);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'ok');
  await expect(modelsTable(page)).toContainText('alpha');
  await expect(provider(page)).toContainText('connected');
});

test('nobody watches for what was typed over', async ({ page, app, serve, watch }) => {
  watch.expectProblems(/CORS policy/, /ERR_FAILED/, /status of 404/);
  const server = await serve({ cors: 'off' });
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, server.url);
  await expect(doctor(page)).toContainText('watching');
  await baseUrl(page).fill('http://localhost:1');
  await expect(doctor(page)).not.toContainText('watching');
});

test('a refusal that is hidden from pages is told by what can be read, and the key stays on its path', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/CORS policy/, /ERR_FAILED/, /status of 404/);
  const open = reply(200, { version: '0.32' }, { 'Access-Control-Allow-Origin': '*' });
  const server = await serve({ cors: 'off', routes: { 'GET /version': open } });
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, server.url);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unauthorized');
  await expect(steps(page)).toContainText(['This page may read /version there.']);
  await connect(page, server.url, 'sk-wrong');
  await expect(doctor(page)).toHaveAttribute('data-cause', 'cors-preflight');
  const asked = server.requests
    .filter(({ method }) => method === 'OPTIONS')
    .map(({ path }) => path);
  expect([...new Set(asked)]).toEqual(['/v1/models', '/version']);
  const keyed = server.requests.filter(({ headers }) =>
    headers.authorization?.includes('sk-wrong'),
  );
  expect(keyed).toEqual([]);
});

test('each step is named while it is under way, and keeps its time', async ({
  page,
  app,
  serve,
}) => {
  const gate = createGate();
  const server = await serve({ before: gate, models: [] });
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, server.url);
  await gate.reached;
  await expect(steps(page)).toHaveText(['What does /v1/models say?']);
  gate.open();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'no-models');
  await expect(steps(page)).toHaveText([/\/v1\/models: a list of models\. \d+ ms/]);
});

test('the report has what was asked and a curl line, and no key', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 401/);
  const copied = await catchCopies(page);
  const words = 'Bearer sk-secret-12345 is not known';
  const server = await serve({ models: fail(401, words) });
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, server.url, 'sk-secret-12345');
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unauthorized');
  await button(page, 'Copy report').click();
  await expect(button(page, 'Report copied')).toBeVisible();
  const text = await copied();
  expect(text).toContain('Cause: unauthorized');
  expect(text).toContain('/v1/models, with the key: answered 401.');
  expect(text).toContain(`-H "Authorization: Bearer $API_KEY" '${server.url}/models'`);
  expect(text).not.toContain('sk-secret');
});

test('Test connection asks the chat route for nothing, and says so', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 400/);
  const server = await serve({ chat: fail(400, "'messages' is required") });
  await addProvider(page, app.url, server.url);
  await expect(doctor(page)).toBeHidden();
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  await button(page, 'Test connection').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'ok');
  await expect(steps(page)).toContainText([
    '/v1/models: a list of models.',
    'An empty request ({}) to /v1/chat/completions, which starts no model: answered 400.',
  ]);
  const posts = server.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ body }) => body)).toEqual([{}]);
  await button(page, 'Close').click();
  await expect(doctor(page)).toBeHidden();
});

test('Test connection finds a preflight that is refused, and no readable list calls it mended', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/CORS policy/, /ERR_FAILED/, /status of 400/);
  const server = await serve({ cors: 'no-preflight', chat: fail(400, "'messages' is required") });
  await addProvider(page, app.url, server.url);
  await button(page, 'Test connection').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'cors-preflight');
  await expect(doctor(page)).not.toContainText('watching');
  server.set({ cors: 'on' });
  await button(page, 'Test again').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'ok');
  await expect(steps(page)).toContainText(['answered 400']);
});

test('a refused preflight is found out from the message that failed, and noticed when it is mended', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/CORS policy/, /ERR_FAILED/, /status of 400/);
  const server = await serve({ cors: 'no-preflight' });
  await addProvider(page, app.url, server.url);
  await sendMessage(page, app.url);
  await expect(answer(page).getByRole('alert')).toContainText('No answer from');
  await expect(doctor(page)).toBeHidden();
  await button(page, 'Find out why').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'cors-preflight');
  await expect(doctor(page)).toHaveCount(1);
  await expect(steps(page)).toContainText(['/v1/models', '({})', 'plain text']);
  server.set({ cors: 'on', chat: fail(400, "'messages' is required") });
  await button(page, 'Test again').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'ok');
  await button(page, 'Close').click();
  await expect(doctor(page)).toBeHidden();
});

test('each way a message fails has its cause', async ({ page, app, serve, watch }) => {
  watch.expectProblems(/status of (403|404|500)/, /ERR_EMPTY_RESPONSE/, /ERR_INCOMPLETE/);
  const server = await serve({ models: [{ id: 'scripted' }] });
  await addProvider(page, app.url, server.url);
  for (const [cause, chat] of [
    ['forbidden', fail(403, 'cross-site request rejected')],
    ['wrong-path', reply(404, { detail: 'Not Found' })],
    ['server-error', fail(500, 'CUDA out of memory')],
    ['not-openai', reply(200, '<!doctype html><p>Hi')],
  ] as const) {
    server.set({ chat });
    await sendMessage(page, app.url);
    await expect(answer(page)).toHaveAttribute('data-status', 'failed');
    await button(page, 'Find out why').click();
    await expect(doctor(page)).toHaveAttribute('data-cause', cause);
    await expect(doctor(page)).toHaveCount(1);
  }
});

test('a connection that is dropped at a message is told from a server that is down', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/ERR_/, /CORS policy/);
  const server = await serve();
  await addProvider(page, app.url, server.url);
  server.set({ chat: [cut()] });
  await sendMessage(page, app.url);
  await expect(answer(page).getByRole('alert')).toBeVisible();
  await button(page, 'Find out why').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'server-error');
  await server.close();
  await button(page, 'Test again').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unreachable');
});

test('a page that holds every connection itself is told so', async ({ page, app, serve }) => {
  const server = await serve({ chat: [forever('word ')] });
  await addProvider(page, app.url, server.url);
  for (let chat = 0; chat < 6; chat += 1) {
    await sendMessage(page, app.url);
    await expect(answer(page)).toContainText('word');
  }
  await page.goto(`${app.url}#/providers`);
  await provider(page).getByRole('link').first().click();
  await button(page, 'Test connection').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'slow', { timeout: 10_000 });
  await expect(doctor(page)).toContainText('6 connections to one server');
});

test('the doctor is reached by keyboard and stays one', async ({ page, app, serve, watch }) => {
  watch.expectProblems(/status of 500/);
  const server = await serve({ models: fail(500, 'no') });
  await page.goto(`${app.url}#/providers/add`);
  await apiKey(page).fill('k');
  await connect(page, server.url, 'k');
  await expect(doctor(page)).toHaveAttribute('data-cause', 'server-error');
  await button(page, 'Save anyway').press('Enter');
  await expect(page).toHaveURL(savedUrl);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'server-error');
  await button(page, 'Test connection').press('Enter');
  await expect(button(page, 'Close')).toBeVisible();
  await expect(doctor(page)).toHaveCount(1);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'server-error');
});
