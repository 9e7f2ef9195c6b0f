import type { Page } from '@playwright/test';
import { addProvider, expect, modelsTable, provider, test } from './provider-pages';
import { createGate, fail, raw, reply, wait } from './servers/scripted';

const row = (page: Page, id: string) => modelsTable(page).getByRole('row').filter({ hasText: id });

/** Answers once the gate opens, with this JSON: a server that takes its time to load. */
const slowly = (gate: ReturnType<typeof createGate>, json: object) => [
  wait(gate),
  raw(JSON.stringify(json)),
];

// The shapes are those of lmstudio.ai/docs/developer/rest (list, load, unload).
const lmStudioList = [
  { id: 'qwen2.5-7b-instruct', object: 'model', owned_by: 'organization_owner' },
  { id: 'text-embedding-nomic', object: 'model', owned_by: 'organization_owner' },
];
const lmStudioModels = (contextLength?: number) => ({
  models: [
    {
      type: 'llm',
      publisher: 'lmstudio-community',
      key: 'qwen2.5-7b-instruct',
      display_name: 'Qwen2.5 7B Instruct',
      quantization: { name: 'Q4_K_M', bits_per_weight: 4 },
      params_string: '7B',
      loaded_instances:
        contextLength === undefined
          ? []
          : [{ id: 'qwen2.5-7b-instruct:2', config: { context_length: contextLength } }],
      max_context_length: 131072,
      capabilities: { vision: false, trained_for_tool_use: true },
    },
    { type: 'embedding', key: 'text-embedding-nomic', loaded_instances: [] },
  ],
});

test('LM Studio is recognised, shows both numbers, and keeps them through a reload', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 503/);
  const server = await serve({
    models: lmStudioList,
    routes: { 'GET /api/v1/models': reply(200, lmStudioModels(4096)) },
  });
  await addProvider(page, app.url, server.url);
  await expect(provider(page)).toContainText('Recognised: LM Studio 0.4');
  const model = row(page, 'qwen2.5-7b-instruct');
  await expect(model).toContainText(/4.096 of 131.072/);
  await expect(model).toContainText('Qwen2.5 7B Instruct');
  await expect(model).toContainText('7B · Q4_K_M · loaded');
  await expect(model).toContainText('server, loaded');
  await expect(page.getByRole('button', { name: '1 not for chat (show)' })).toBeVisible();
  await server.close();
  const down = await serve(
    { routes: { 'GET /v1/models': fail(503, 'Loading model') } },
    server.port,
  );
  await page.reload();
  await down.next('GET /v1/models');
  await expect(provider(page)).toContainText('Recognised: LM Studio 0.4');
  await expect(model).toContainText(/4.096 of 131.072/);
  await expect(model).toContainText('7B · Q4_K_M · loaded');
});

test('LM Studio loads and unloads a model at a press, and the table follows', async ({
  page,
  app,
  serve,
}) => {
  const gate = createGate();
  const loadPath = 'POST /api/v1/models/load';
  const unloadPath = 'POST /api/v1/models/unload';
  const server = await serve({
    models: lmStudioList,
    routes: {
      'GET /api/v1/models': reply(200, lmStudioModels()),
      [loadPath]: slowly(gate, { status: 'loaded' }),
    },
  });
  await addProvider(page, app.url, server.url);
  const model = row(page, 'qwen2.5-7b-instruct');
  await expect(model).toContainText('7B · Q4_K_M · not loaded');
  await expect(model).toContainText('server, trained');
  await page.getByRole('button', { name: 'Set limits of qwen2.5-7b-instruct' }).click();
  const dialog = page.getByRole('dialog', { name: 'Qwen2.5 7B Instruct' });
  await expect(dialog).toContainText('Not loaded.');
  await dialog.getByRole('button', { name: 'Load model' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Stop waiting' })).toBeFocused();
  const load = await server.next(loadPath);
  expect(load.body).toEqual({ model: 'qwen2.5-7b-instruct' });
  await expect(dialog.getByRole('status').filter({ hasText: 'Loading …' })).toBeVisible();
  server.set({
    routes: {
      'GET /api/v1/models': reply(200, lmStudioModels(8192)),
      [unloadPath]: reply(200, { instance_id: 'qwen2.5-7b-instruct:2' }),
    },
  });
  gate.open();
  await expect(dialog).toContainText(/Loaded with 8.192 tokens/);
  await expect(model).toContainText(/8.192 of 131.072/);
  await dialog.getByRole('button', { name: 'Unload model' }).click();
  const unload = await server.next(unloadPath);
  expect(unload.body).toEqual({ instance_id: 'qwen2.5-7b-instruct:2' });
});

test('Ollama tells what is loaded, a load that fails is told in its words, and keep-alive is sent', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 500/);
  const details = { context_length: 131072, parameter_size: '8.0B', quantization_level: 'Q4_K_M' };
  const tags = {
    models: [
      { name: 'llama3.1:8b', details, capabilities: ['completion', 'tools'] },
      { name: 'llava:7b', details, capabilities: ['completion', 'vision'] },
    ],
  };
  const server = await serve({
    models: [
      { id: 'llama3.1:8b', owned_by: 'library' },
      { id: 'llava:7b', owned_by: 'library' },
    ],
    routes: {
      'GET /api/version': reply(200, { version: '0.33.0' }),
      'GET /api/tags': reply(200, tags),
      'GET /api/ps': reply(200, { models: [{ name: 'llama3.1:8b', context_length: 4096 }] }),
      'POST /api/generate': reply(500, { error: 'model requires more system memory' }),
    },
  });
  await addProvider(page, app.url, server.url);
  await expect(provider(page)).toContainText('Recognised: Ollama 0.33.0');
  await expect(row(page, 'llama3.1:8b')).toContainText(/4.096 of 131.072/);
  await expect(row(page, 'llama3.1:8b')).toContainText('8.0B · Q4_K_M · loaded');
  await expect(row(page, 'llava:7b')).toContainText('not loaded');
  await page.getByRole('button', { name: 'Set limits of llava:7b' }).click();
  const dialog = page.getByRole('dialog', { name: 'llava:7b' });
  await dialog.getByLabel('Keep in memory').selectOption('Until it is unloaded');
  await dialog.getByRole('button', { name: 'Load model' }).click();
  await expect(dialog.getByRole('alert')).toContainText('model requires more system memory');
  const { body } = await server.next('POST /api/generate');
  expect(body).toEqual({ model: 'llava:7b', stream: false, keep_alive: -1 });
});

test('a router of llama.cpp loads when it is told to, and its waiting can be stopped', async ({
  page,
  app,
  serve,
}) => {
  const list = (value: string) => [
    {
      id: 'org/gemma:Q4_K_M',
      owned_by: 'llamacpp',
      status: { value },
      architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] },
      ...(value === 'loaded' && { meta: { n_ctx: 4096, n_ctx_train: 32768 } }),
    },
  ];
  const gate = createGate();
  const server = await serve({
    models: list('unloaded'),
    routes: { 'POST /models/load': slowly(gate, { success: true }) },
  });
  await addProvider(page, app.url, server.url);
  await expect(provider(page)).toContainText('Recognised: llama.cpp router');
  await expect(row(page, 'org/gemma')).toContainText('not loaded');
  await page.getByRole('button', { name: 'Set limits of org/gemma:Q4_K_M' }).click();
  const dialog = page.getByRole('dialog', { name: 'org/gemma:Q4_K_M' });
  await dialog.getByRole('button', { name: 'Load model' }).click();
  const first = await server.next('POST /models/load');
  await dialog.getByRole('button', { name: 'Stop waiting' }).click();
  await first.closed;
  expect(first.aborted).toBe(true);
  await expect(dialog).toContainText('Not loaded.');
  server.set({
    models: list('loaded'),
    routes: {
      'POST /models/load': reply(200, { success: true }),
      'GET /models': reply(200, { data: list('loaded') }),
      'GET /props?model=org%2Fgemma%3AQ4_K_M&autoload=false': reply(200, {
        default_generation_settings: { n_ctx: 4096 },
        build_info: 'b9931-1a2b3c4',
      }),
    },
  });
  await dialog.getByRole('button', { name: 'Load model' }).click();
  await expect(dialog).toContainText(/Loaded with 4.096 tokens/);
  await expect(row(page, 'org/gemma')).toContainText(/4.096 of 32.768/);
  await expect(provider(page)).toContainText('Recognised: llama.cpp router b9931-1a2b3c4');
});

test('a server that nobody knows is called what it is, and asked nothing more', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, app.url, server.url);
  await expect(provider(page)).toContainText('OpenAI-compatible server');
  const asked = server.requests.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(asked)).toEqual(new Set(['GET /v1/models']));
});
