import { expectAccessible } from './accessible';
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
import {
  createGate,
  done,
  fail,
  finish,
  reply,
  say,
  type ScriptedOptions,
} from './servers/scripted';

test(
  'by keyboard alone: a preset fills the form in, Enter connects, and a reload finds the models again',
  { tag: '@firefox' },
  async ({ page, app, serve }) => {
    const server = await serve({ models: [{ id: 'qwen2.5-7b', max_model_len: 4096 }] });
    await page.goto(`${app.url}#/providers`);
    await page.getByRole('link', { name: 'Add provider' }).press('Enter');
    await expect(baseUrl(page)).toBeFocused();
    await page.getByRole('button', { name: 'Ollama' }).press('Enter');
    await expect(baseUrl(page)).toHaveValue('http://localhost:11434/v1');
    expect(server.requests).toEqual([]);
    await connect(page, server.url);
    await expect(page).toHaveURL(savedUrl);
    await expect(page).toHaveTitle('Patchbay · Ollama');
    const headings = ['Model', 'Context window', 'Max output', 'Source'];
    await expect(modelsTable(page).getByRole('columnheader')).toHaveText(headings);
    const row = modelsTable(page).getByRole('row').nth(1);
    await expect(row).toContainText(/qwen2\.5-7b.*4.096.*server/);
    await page.reload();
    await expect(provider(page, 'Ollama')).toContainText('connected');
    await expect(row).toContainText('qwen2.5-7b');
  },
);

test('what was pasted around address and key is taken off, and said', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 401/);
  const server = await serve({ key: 'sk-1', models: [{ id: 'alpha' }] });
  await page.goto(`${app.url}#/providers/add`);
  await baseUrl(page).fill(` "${server.url}/chat/completions" `);
  await expect(page.getByText(`Asks ${server.url}.`)).toBeVisible();
  await expect(page.getByText('Removed: spaces, quotes, /chat/completions.')).toBeVisible();
  await apiKey(page).fill('Bearer sk-1 ');
  await expect(page.getByText(/Removed from the key: .*Bearer/)).toBeVisible();
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page).toHaveURL(savedUrl);
  await expect(provider(page)).toContainText(server.url);
  await expect(provider(page)).toContainText('Removed from the address: spaces, quotes');
  await expect(modelsTable(page)).toContainText('alpha');
});

test('an address without scheme and version settles on the path that lists models', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 404/);
  const server = await serve({ basePath: '', models: [{ id: 'alpha' }] });
  await page.goto(`${app.url}#/providers/add`);
  await baseUrl(page).fill(server.origin.replace('http://', ''));
  await expect(page.getByText(`Asks ${server.origin}/v1, then ${server.origin}.`)).toBeVisible();
  await baseUrl(page).press('Enter');
  await expect(page).toHaveURL(savedUrl);
  await expect(provider(page).getByText(server.origin, { exact: true })).toBeVisible();
});

test('a refused key is told in the server’s words, and the right one connects', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 401/);
  const server = await serve({ key: 'sk-right', models: [{ id: 'alpha' }] });
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, server.url, 'sk-wrong');
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unauthorized');
  await expect(doctor(page)).toContainText('Invalid API Key');
  await expect(apiKey(page)).toBeFocused();
  await apiKey(page).fill('sk-right');
  await apiKey(page).press('Enter');
  await expect(page).toHaveURL(savedUrl);
  await expect(provider(page)).toContainText('key set');
});

test('a server that is down can be saved, and its page finds it when it is there', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/ERR_CONNECTION_REFUSED/);
  const { url, port, close } = await serve({ models: [{ id: 'alpha' }] });
  await close();
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, url);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unreachable');
  await expect(doctor(page)).toHaveCount(1);
  await doctor(page).getByRole('button', { name: 'Save anyway' }).click();
  await expect(page).toHaveURL(savedUrl);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unreachable');
  await serve({ models: [{ id: 'alpha' }] }, port);
  await doctor(page).getByRole('button', { name: 'Test again' }).click();
  await expect(modelsTable(page)).toContainText('alpha');
  await expect(doctor(page)).toBeHidden();
});

test('a silent server is called slow after 5 seconds, waited for, and can be given up', async ({
  page,
  app,
  serve,
}) => {
  const gate = createGate();
  const server = await serve({ before: gate, models: [{ id: 'alpha' }] });
  await page.clock.install();
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, server.url);
  await gate.reached;
  await expect(doctor(page)).toBeVisible();
  await expect(doctor(page)).not.toHaveAttribute('data-cause');
  await page.clock.runFor(5_000);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'slow');
  await doctor(page).getByRole('button', { name: 'Stop looking' }).click();
  await expect(doctor(page)).toBeHidden();
  await expect.poll(() => server.requests[0]?.aborted).toBe(true);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(doctor(page)).not.toHaveAttribute('data-cause');
  gate.open();
  await expect(page).toHaveURL(savedUrl);
  await expect(modelsTable(page)).toContainText('alpha');
});

test('a server that sends the page on is followed only with consent', async ({
  page,
  app,
  serve,
}) => {
  const target = await serve({ models: [{ id: 'alpha' }] });
  const moved = reply(302, '', { Location: `${target.url}/models` });
  const server = await serve({ models: moved });
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, server.url, 'sk-1');
  await expect(doctor(page)).toHaveAttribute('data-cause', 'redirected');
  const asked = [...server.requests, ...target.requests];
  expect(asked.filter((request) => request.headers.authorization)).toEqual([]);
  await doctor(page)
    .getByRole('button', { name: `Use ${target.url}` })
    .click();
  await expect(baseUrl(page)).toHaveValue(target.url);
  await expect(baseUrl(page)).toBeFocused();
  await expect(doctor(page)).toBeHidden();
  await baseUrl(page).press('Enter');
  await expect(page).toHaveURL(savedUrl);
});

test('Connect names the cause of every failure, and each can be saved all the same', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of (404|500|503)/, /CORS policy/, /ERR_FAILED/);
  const server = await serve();
  await page.goto(`${app.url}#/providers/add`);
  for (const [cause, options] of [
    ['not-openai', { models: reply(200, '<!doctype html><p>Hi') }],
    ['no-models', { models: [] }],
    ['server-error', { models: fail(500, 'out of memory') }],
    ['loading', { models: fail(503, 'Loading model') }],
    ['wrong-path', { basePath: '/else' }],
    ['cors', { cors: 'off' }],
  ] as const) {
    server.set(options as ScriptedOptions);
    await connect(page, server.url);
    await expect(doctor(page)).toHaveAttribute('data-cause', cause);
    await expect(doctor(page).getByRole('button', { name: 'Save anyway' })).toBeVisible();
    await expect(page).toHaveURL(/#\/providers\/add$/);
    await expect(baseUrl(page)).toBeFocused();
  }
});

test('an address that is none is explained, and nothing is asked', async ({ page, app, watch }) => {
  await page.goto(`${app.url}#/providers/add`);
  for (const [address, words] of [
    ['', 'There is no address'],
    ['http://', 'is not an address'],
    ['ftp://host/v1', 'It begins with http:// or https://'],
    ['http://user:pass@host/v1', 'user name or password'],
    ['not a host', 'space inside'],
  ] as const) {
    await connect(page, address);
    await expect(doctor(page)).toContainText(words);
    await expect(doctor(page)).toHaveAttribute('data-cause', 'invalid-url');
    await expect(doctor(page).getByRole('button', { name: 'Save anyway' })).toBeDisabled();
    await expect(baseUrl(page)).toBeFocused();
  }
  expect([...watch.contacted().keys()]).toEqual([app.origin]);
});

test('a key does not travel over plain http to the internet unasked', async ({
  page,
  app,
  watch,
}) => {
  watch.expectProblems(/ERR_FAILED/);
  const keys: (string | undefined)[] = [];
  await page.route('http://llm.example.com/**', async (route) => {
    keys.push(route.request().headers()['authorization']);
    await route.abort();
  });
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, 'http://llm.example.com/v1', 'sk-1');
  await expect(doctor(page)).toContainText('The key would travel unencrypted to llm.example.com');
  await expect(doctor(page).getByRole('button', { name: /Send the key/ })).toBeVisible();
  expect(keys).toEqual([]);
  watch.allowOrigins('http://llm.example.com');
  await doctor(page).getByRole('button', { name: 'Save anyway' }).click();
  await expect(provider(page)).toContainText('key none');
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unreachable');
  expect(keys.filter((key) => key !== undefined)).toEqual([]);
});

test('a link fills the form in and never connects by itself', async ({ page, app, serve }) => {
  const server = await serve();
  await page.goto(`${app.url}#/providers/add?base_url=${encodeURIComponent(server.url)}&api_key=k`);
  await expect(baseUrl(page)).toHaveValue(server.url);
  await expect(apiKey(page)).toHaveValue('');
  expect(server.requests).toEqual([]);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page).toHaveURL(savedUrl);
});

test('the key stays with its address, and another address starts without one', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 401/);
  const server = await serve({ key: 'sk-1', models: [{ id: 'alpha' }] });
  const other = await serve({ models: [{ id: 'beta' }] });
  await addProvider(page, app.url, server.url, 'sk-1');
  await page.getByRole('button', { name: 'Edit' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await name.fill('My server');
  await baseUrl(page).fill(other.url);
  await expect(page.getByText('The key was entered for another address')).toBeVisible();
  await name.press('Enter');
  await expect(provider(page, 'My server')).toContainText(/key none.*connected/);
  await expect(page.getByRole('button', { name: 'Edit' })).toBeFocused();
  await expect(modelsTable(page)).toContainText('beta');
  expect(other.requests.filter((request) => request.headers.authorization)).toEqual([]);
});

test('a removed provider comes back with Undo', async ({ page, app, serve }) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, app.url, server.url);
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/#\/providers$/);
  await expect(provider(page)).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await provider(page).getByRole('link', { name: 'OpenAI-Compatible' }).click();
  await expect(modelsTable(page)).toContainText('alpha');
});

test('what is not for chat is counted and one click away; Refresh models asks again', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }, { id: 'text-embedding-3-small' }] });
  await addProvider(page, app.url, server.url);
  await expect(modelsTable(page)).toContainText('alpha');
  await expect(modelsTable(page)).not.toContainText('embedding');
  await page.getByRole('button', { name: '1 not for chat (show)' }).click();
  await expect(modelsTable(page)).toContainText('text-embedding-3-small');
  server.set({ models: [{ id: 'alpha' }, { id: 'whisper-1' }, { id: 'brand-new' }] });
  await page.getByRole('button', { name: 'Refresh models' }).click();
  await expect(modelsTable(page)).toContainText('brand-new');
});

test('a person’s own limit wins, and is called theirs; an empty field gives it back', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha', max_model_len: 4096 }] });
  await addProvider(page, app.url, server.url);
  const row = modelsTable(page).getByRole('row').nth(1);
  const edit = page.getByRole('button', { name: 'Set limits of alpha' });
  const dialog = page.getByRole('dialog', { name: 'alpha' });
  const field = dialog.getByLabel('Context window, tokens');
  await edit.click();
  await field.fill('many');
  await field.press('Enter');
  await expect(dialog).toContainText('A whole number above 0');
  await field.fill('16 384');
  await field.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(edit).toBeFocused();
  await expect(row).toContainText(/16.384.*you/);
  await page.reload();
  await expect(row).toContainText(/16.384.*you/);
  await edit.click();
  await field.fill('');
  await field.press('Enter');
  await expect(row).toContainText(/4.096.*server/);
});

test('a model that the server does not list is added by hand, and taken away again', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, app.url, server.url);
  const field = page.getByLabel('Add a model by its id');
  await field.fill('alpha');
  await expect(page.getByText('This id is in the table already.')).toBeVisible();
  await field.fill('llama-3.1-8b');
  await field.press('Enter');
  await expect(field).toHaveValue('');
  await expect(modelsTable(page)).toContainText('llama-3.1-8b');
  await page.getByRole('button', { name: 'Set limits of llama-3.1-8b' }).click();
  await page.getByRole('button', { name: 'Remove from the list' }).click();
  await expect(modelsTable(page)).not.toContainText('llama-3.1-8b');
});

test('2,000 models list, scroll and filter with at most 50 rows in the document', async ({
  page,
  app,
  serve,
}) => {
  const list = Array.from({ length: 2_000 }, (_, index) => ({ id: `org/model-${index}` }));
  const server = await serve({ models: list });
  await addProvider(page, app.url, server.url);
  const rows = modelsTable(page).locator('tbody tr[aria-rowindex]');
  await expect(page.getByText(/^2.000 models$/)).toBeVisible();
  const counts = [await rows.count()];
  await modelsTable(page).evaluate((table) => table.parentElement?.scrollTo(0, 1e9));
  await expect(modelsTable(page)).toContainText('org/model-1999');
  counts.push(await rows.count());
  await page.getByRole('searchbox', { name: 'Filter models' }).fill('model-77');
  await expect(page.getByText('11 models')).toBeVisible();
  await expect(modelsTable(page)).toContainText('org/model-777');
  counts.push(await rows.count());
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(Math.max(...counts)).toBeLessThanOrEqual(50);
});

test('the default models are kept, and say who lists them', async ({ page, app, serve }) => {
  const server = await serve({ models: [{ id: 'alpha' }, { id: 'beta' }] });
  await addProvider(page, app.url, server.url);
  await page.goto(`${app.url}#/providers`);
  const field = page.getByLabel('For new chats');
  await field.fill('beta');
  await field.press('Enter');
  await expect(page.getByText('Listed by OpenAI-Compatible.')).toBeVisible();
  await page.getByLabel('For titles and summaries').fill('gone-model');
  await page.getByLabel('For titles and summaries').press('Tab');
  await expect(page.getByText('No provider lists this id now.')).toBeVisible();
  await page.goto(`${app.url}#/`);
  await page.reload();
  await expect(page.getByRole('button', { name: /^Model/ })).toContainText('beta');
});

test('a provider without a model: its page and a new chat say so, and refreshing there brings the first answer', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 500/);
  const server = await serve({ models: [] });
  await page.goto(`${app.url}#/providers/add`);
  await connect(page, server.url);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'no-models');
  await doctor(page).getByRole('button', { name: 'Save anyway' }).click();
  await expect(page).toHaveURL(savedUrl);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'no-models');
  await expect(provider(page)).toContainText('Load one in the server and refresh');

  await page.getByRole('link', { name: 'New chat' }).click();
  const main = page.getByRole('main');
  const refresh = main.getByRole('button', { name: 'Refresh models' });
  await expect(main.getByRole('heading', { name: 'No model to ask yet' })).toBeVisible();
  await expect(main).toContainText('OpenAI-Compatible has listed no model that chats.');
  await expect(main).toContainText('Until then the demo answers');
  await expectAccessible(page, 'a provider without a model');

  server.set({ models: fail(500, 'out of memory') });
  await refresh.click();
  await expect(main).toContainText('Its page says what to do.');

  const gate = createGate();
  server.set({
    models: [{ id: 'alpha' }],
    before: gate,
    chat: [say('Hello'), say(' there'), finish('stop'), done()],
  });
  await refresh.click();
  await expect(refresh).toHaveAttribute('aria-busy', 'true');
  gate.open();
  await expect(main.getByRole('heading', { name: 'Ask alpha' })).toBeVisible();
  const box = page.getByRole('textbox', { name: /Message/ });
  await expect(box).toBeFocused();
  await box.fill('Hi');
  await box.press('Enter');
  const answer = page.getByRole('article', { name: 'Assistant' });
  await expect(answer).toHaveAttribute('data-status', 'done');
  await expect(answer).toContainText('Hello there');
});
