import { truncate, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  addProvider,
  doctor,
  expect,
  exported,
  modelsTable,
  provider,
  stored,
  test,
} from './provider-pages';
import { createGate } from './servers/scripted';

const plan = (page: Page) => page.getByRole('dialog', { name: /^Import / });

/** Chooses a file through the chooser that the button opens. */
async function choose(page: Page, file: string | object): Promise<void> {
  const opened = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import providers.json' }).click();
  const chooser = await opened;
  if (typeof file === 'string' && file.startsWith('/')) return chooser.setFiles(file);
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  const name = 'providers.json';
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

async function importFile(page: Page, file: string | object): Promise<void> {
  await choose(page, file);
  await plan(page).getByRole('button', { name: 'Import', exact: true }).click();
  await expect(plan(page)).toBeHidden();
}

const entry = (base_url: string, more: object = {}) => ({
  name: 'openai-compatible',
  api_key: '',
  base_url,
  models: [],
  ...more,
});
const ours = (more: object) => ({ providers: { 'openai-compatible': more } });

test('every broken file is explained by key and JSON path, and changes nothing', async ({
  page,
  app,
  serve,
}, testInfo) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, app.url, server.url, 'sk-kept');
  await page.goto(`${app.url}#/providers`);
  await expect(provider(page)).toContainText('1 model');
  const before = await stored(page);
  const large = testInfo.outputPath('large.json');
  await writeFile(large, '{"providers":{');
  await truncate(large, 50_000_000);
  const broken: [string | object, ...(string | RegExp)[]][] = [
    ['{"providers": {', /line|JSON/],
    ['', 'empty'],
    [[1, 2], 'The file holds a list'],
    [ours({ name: 'openai-compatible' }), 'openai-compatible', 'base_url'],
    [ours(entry('ftp://host/v1')), '$.providers["openai-compatible"].base_url', /http/],
    [ours(entry('http://h/v1', { api_key: 7 })), '$.providers["openai-compatible"].api_key'],
    [ours(entry('http://h/v1', { models: {} })), '$.providers["openai-compatible"].models'],
    [{ providers: [] }, '$.providers', 'a list'],
    [{ name: 'left-pad', version: '1.0.0', dependencies: {} }, 'another program'],
    ['{"providers":{"__proto__":{"base_url":"http://h/v1"}}}', '__proto__'],
    ['{"providers":{"a":{"base_url":"http://h/v1"},"a":{"base_url":"http://h/v1"}}}', '"a"'],
    [
      { providers: { 'openai-compatible': entry('http://h/v1'), b: entry('http://h/v1/') } },
      '"openai-compatible"',
      '"b"',
    ],
    [large, /50.*MB/],
  ];
  const alert = page.getByRole('alert');
  for (const [file, ...words] of broken) {
    await choose(page, file);
    for (const word of words) await expect(alert).toContainText(word);
    await expect(alert).toContainText('Nothing was changed');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  expect(await stored(page)).toEqual(before);
});

test('the plan is shown first, can be changed row by row, and saves in one transaction', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  const known = { id: 'beta', name: 'Beta', provider: 'second', context_window: 16_384 };
  await page.goto(`${app.url}#/providers`);
  await choose(page, {
    providers: {
      'openai-compatible': entry(server.url),
      second: entry(' http://127.0.0.1:9/v1/', { label: 'Second', models: [known] }),
      third: entry('http://127.0.0.1:9/v3', { label: 'Third' }),
      anthropic: { name: 'anthropic', api_key: 'sk-ant', base_url: `${server.origin}/other/v1` },
    },
    orchestration_model: 'beta',
    planning_model: 'gamma',
  });
  const buttons = plan(page).getByRole('button');
  await expect(buttons.last()).toHaveText('Import');
  await expect(plan(page)).toContainText(
    '$.providers.second.base_url Taken off the address: spaces, trailing slash.',
  );
  await expect(plan(page).getByRole('listitem').filter({ hasText: 'anthropic' })).toContainText(
    'kept, not used',
  );
  await plan(page).getByRole('checkbox', { name: 'Third' }).uncheck();
  await expect(provider(page, 'Second')).toBeHidden();
  const writes = await page.evaluateHandle(() => {
    const calls: (string | Iterable<string>)[] = [];
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (mode === 'readwrite') calls.push(stores);
      return begin.call(this, stores, mode, options);
    };
    return calls;
  });
  const gate = createGate();
  server.set({ before: gate });
  await buttons.last().click();
  await expect(plan(page)).toBeHidden();
  await expect(provider(page, 'Second')).toContainText('1 model');
  await expect(provider(page, 'Third')).toBeHidden();
  expect(await writes.evaluate((calls) => calls.length)).toBe(1);
  await expect(page.getByLabel('For new chats')).toHaveValue('beta');
  // The server whose models the file does not list is asked afterwards.
  await gate.reached;
  gate.open();
  await expect(provider(page)).toContainText(/1 model.*connected/);
  const file = JSON.parse(await exported(page)) as Record<string, unknown>;
  expect(file).toMatchObject({
    providers: { anthropic: { name: 'anthropic', api_key: '' }, second: { models: [known] } },
    orchestration_model: 'beta',
    planning_model: 'gamma',
  });
});

test('an entry of another kind can be used as OpenAI-compatible, and is asked for its models', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await page.goto(`${app.url}#/providers`);
  await choose(page, { providers: { groq: { name: 'groq', base_url: server.url } } });
  await plan(page).getByRole('button', { name: 'Use as OpenAI-compatible' }).click();
  await expect(plan(page)).toContainText('kept, and used');
  await plan(page).getByRole('button', { name: 'Import', exact: true }).click();
  await expect(plan(page)).toBeHidden();
  await expect(provider(page, 'groq')).toContainText(/1 model.*connected/);
});

test('the export has exactly the documented shape, with keys only when they are asked for', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({
    models: [{ id: 'alpha', max_model_len: 4096 }, { id: 'text-embedding-3-small' }],
  });
  await addProvider(page, app.url, server.url, 'sk-secret');
  await expect(modelsTable(page)).toContainText('alpha');
  const text = await exported(page, true);
  const alpha = { id: 'alpha', name: 'alpha', provider: 'openai-compatible' };
  const document = {
    providers: {
      'openai-compatible': {
        name: 'openai-compatible',
        api_key: 'sk-secret',
        base_url: server.url,
        models: [{ ...alpha, context_window: 4096, max_output_tokens: 4096 }],
      },
    },
    orchestration_model: '',
    summarize_model: '',
  };
  expect(text).toBe(`${JSON.stringify(document, null, 2)}\n`);
  const plain = await exported(page);
  expect(plain).not.toContain('sk-secret');
  expect(JSON.parse(plain)).toMatchObject({ providers: { 'openai-compatible': { api_key: '' } } });
});

test('an export comes back whole in a fresh profile, and again changes nothing', async ({
  page,
  app,
  serve,
  watch,
  browser,
}) => {
  const server = await serve({ models: [{ id: 'alpha', max_model_len: 4096 }] });
  const second = await serve({ models: [{ id: 'beta' }] });
  await addProvider(page, app.url, server.url, 'sk-1');
  await addProvider(page, app.url, second.url);
  await page.goto(`${app.url}#/providers`);
  const text = await exported(page, true);
  await choose(page, text);
  await expect(plan(page)).toContainText('The file changes nothing.');
  await page.keyboard.press('Escape');

  const context = await browser.newContext();
  await watch.follow(context);
  const fresh = await context.newPage();
  await fresh.goto(`${app.url}#/providers`);
  await importFile(fresh, text);
  await expect(provider(fresh).filter({ hasText: server.url })).toContainText('1 model');
  expect(JSON.parse(await exported(fresh, true))).toEqual(JSON.parse(text));
  await importFile(fresh, text.replace('sk-1', ''));
  expect(await exported(fresh, true)).toContain('sk-1');
  await fresh.getByRole('link', { name: 'OpenAI-Compatible' }).first().click();
  await expect(modelsTable(fresh)).toContainText(/alpha.*4.096/);
  await expect(doctor(fresh)).toBeHidden();
  await context.close();
});
