import type { Page } from '@playwright/test';
import { ask, button, composer, expect } from '../chat-pages';
import { addProvider } from '../provider-pages';
import { callTool, done, finish, type RecordedRequest, say } from '../servers/scripted';
import { type Item, jsonOf } from './corpus';
import { startMcpOfItems } from './mcp-of-items';
import { lookAtAll, openFolds, PATIENT, STATUS, test } from './pages';

// What comes from model lists, files, tool servers and the storage.

const BOTH = { tag: '@firefox' };
const FINE = [say('Still here.'), finish('stop'), done()];
const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });

async function expectWorks(page: Page, home: string): Promise<void> {
  await page.goto(`${home}#/`);
  await expect(composer(page)).toBeEditable();
  await expect(page.getByRole('heading', { name: /stopped|crashed|went wrong/i })).toHaveCount(0);
}

/** Shows each of the app's pages, and what each provider says. */
async function visitAll(page: Page, home: string, look: () => Promise<void>): Promise<void> {
  for (const place of ['providers', 'prompts', 'tools', 'storage', 'settings', 'log', 'help', '']) {
    await page.goto(`${home}#/${place}`);
    await expect(page.getByRole('main')).toBeVisible();
    await look();
  }
}

test('model lists', BOTH, async ({ page, app, serve, spy, witness, take }) => {
  const items = take('models');
  const server = await serve({ models: items.map((item) => jsonOf(item) as object), chat: FINE });
  await addProvider(page, app.url, server.url);
  await expect(page.getByRole('table', { name: 'Models' })).toContainText('<img src=x');
  await witness.expectNothing(page, spy);
  await page.goto(`${app.url}#/`);
  for (const words of ['<img', 'javascript:', 'described', '__proto__']) {
    await page.getByRole('button', { name: /^Model / }).click();
    await page.getByRole('dialog').getByRole('searchbox').fill(words);
    const option = page.getByRole('dialog').getByRole('option').first();
    await expect(option).toContainText(words);
    await witness.expectNothing(page, spy);
    await option.click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await ask(page, 'Hi');
    await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
    await witness.expectNothing(page, spy);
    await page.goto(`${app.url}#/`);
  }
  await expectWorks(page, app.url);
});

/** Gives a file to the chooser that a button opens. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  const opened = page.waitForEvent('filechooser');
  await button(page, name).click();
  const buffer = Buffer.from(text);
  await (await opened).setFiles({ name: '<img src=x>.json', mimeType: 'text/html', buffer });
}

test('providers.json files', BOTH, async ({ page, app, serve, spy, witness, take, watch }) => {
  // The addresses in them are asked for models, or cannot be.
  watch.expectProblems(STATUS, /NetworkError|Cross-Origin/);
  const server = await serve({ chat: FINE });
  const items = take('providers', server.url);
  await page.goto(`${app.url}#/providers`);
  for (const { text } of items) {
    await choose(page, 'Import providers.json', text);
    const plan = page.getByRole('dialog', { name: /^Import / });
    await expect(plan.or(page.getByRole('alert')).first()).toBeVisible();
    await witness.expectNothing(page, spy);
    if (await plan.isVisible()) {
      const press = plan.getByRole('button', { name: 'Import', exact: true });
      if (await press.isEnabled()) await press.click();
      else await page.keyboard.press('Escape');
      await expect(plan).toBeHidden();
    }
    // What an alert says goes with the page.
    await page.goto(`${app.url}#/settings`);
    await page.goto(`${app.url}#/providers`);
  }
  const links = page.getByRole('main').getByRole('link');
  const hashes = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  for (const hash of hashes) {
    await page.goto(app.url + (hash ?? ''));
    await expect(page.getByRole('main')).toBeVisible();
    await witness.expectNothing(page, spy);
  }
  await expectWorks(page, app.url);
});

const calledBy = ({ body }: RecordedRequest): boolean =>
  (body['messages'] as { role: string }[]).at(-1)?.role === 'tool';

test('tool servers, their tools, and what a model calls them with', async ({
  page,
  app,
  begin,
  spy,
  witness,
  take,
  watch,
}) => {
  watch.expectProblems(STATUS);
  const mcp = await startMcpOfItems(take('tools'), take('titles'));
  watch.allowOrigins(mcp.url);
  await begin({
    chat: (request) => {
      if (calledBy(request)) return FINE;
      // By the names that it was given, and by those that no tool has.
      const tools = (request.body['tools'] ?? []) as { function: { name: string } }[];
      const names = tools.map((tool) => tool.function.name).filter((name) => name.startsWith('h'));
      const calls = mcp.calls.flatMap(({ name, args }, at) => [
        { name: names[at] ?? 'none', args },
        { name, args },
      ]);
      const steps = calls.map(({ name, args }, at) => callTool(name, args, at));
      return [...steps, finish('tool_calls'), done()];
    },
  });
  await page.goto(`${app.url}#/tools`);
  await button(page, 'Add tool server').click();
  await page.getByLabel('Address', { exact: true }).fill(mcp.url);
  await page.getByLabel('Name', { exact: true }).fill('h');
  await button(page, 'Connect').click();
  const row = page.getByRole('region', { name: 'h', exact: true });
  await expect(row).toHaveAttribute('data-state', 'connected', PATIENT);
  await openFolds(row);
  await witness.expectNothing(page, spy);

  await page.goto(`${app.url}#/`);
  await page.getByRole('button', { name: /^Tools/ }).click();
  await button(page, 'All on, h').click();
  await witness.expectNothing(page, spy);
  await page.keyboard.press('Escape');
  await ask(page, 'Call them');
  const once = button(page, 'Run once');
  const end = page.getByRole('log').getByText('Still here.');
  await expect(once.first().or(end)).toBeVisible();
  await witness.expectNothing(page, spy);
  while (!(await end.isVisible())) {
    await once.or(end).first().click();
  }
  const cards = page.getByRole('region', { name: /^Tool call/ });
  await expect(cards).toHaveCount(mcp.calls.length * 2);
  await openFolds(cards);
  await lookAtAll(page);
  await witness.expectNothing(page, spy);
  await composer(page).fill('/');
  await expect(page.getByRole('listbox', { name: 'Prompts and presets' })).toBeVisible();
  await witness.expectNothing(page, spy);
  await expectWorks(page, app.url);
  await mcp.close();
});

/** The first line of an item is a name and a type; what follows is the file. */
function fileOf({ text }: Item) {
  const [first = '', ...lines] = text.split('\n');
  const [, name = '', mimeType = ''] = /^(.*?) ([\w-]+\/.*)$/s.exec(first) ?? [];
  return { name, mimeType, buffer: Buffer.from(lines.join('\n')) };
}

test('attached files', async ({ page, begin, spy, witness, take }) => {
  await begin({ models: [{ id: 'scripted', capabilities: { vision: true } }], chat: FINE });
  const files = take('attachments').map(fileOf);
  for (let at = 0; at < files.length; at += 8) {
    const opened = page.waitForEvent('filechooser');
    await button(page, 'Attach files').click();
    await (await opened).setFiles(files.slice(at, at + 8));
    const drafted = page.getByRole('list', { name: 'Attached files' });
    await expect(drafted.locator('[aria-busy="true"]')).toHaveCount(0, PATIENT);
    await expect(drafted.or(page.getByRole('alert')).first()).toBeVisible();
    await witness.expectNothing(page, spy);
    await ask(page, 'Read them');
    await expect(answers(page)).toHaveCount(at / 8 + 1);
    await expect(answers(page).last()).toHaveAttribute('data-status', 'done', PATIENT);
    for (const close of await page.getByRole('button', { name: /^Dismiss/ }).all()) {
      await close.click();
    }
    const sent = page.getByRole('list', { name: 'Attachments' }).last().getByRole('button');
    for (const chip of await sent.all()) {
      await chip.click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await witness.expectNothing(page, spy);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  }
  await page.reload();
  await expect(answers(page).last()).toContainText('Still here.');
  await witness.expectNothing(page, spy);
});

/** Restores what a file offers, whatever that is; a file that is none is refused. */
async function restore(page: Page, text: string): Promise<void> {
  await choose(page, 'Restore', text);
  const dialog = page.getByRole('dialog', { name: /^Restore / });
  await expect(dialog.or(page.getByRole('alert')).first()).toBeVisible();
  if (!(await dialog.isVisible())) return;
  const unlocked = dialog.getByRole('button', { name: 'Go on without keys' });
  const take = dialog.getByRole('button', { name: 'Restore', exact: true });
  const problem = dialog.getByRole('alert');
  await expect(unlocked.or(take).or(problem).first()).toBeVisible();
  if (await unlocked.isVisible()) await unlocked.click();
  await expect(take.or(problem).first()).toBeVisible();
  if (await take.isVisible()) await take.click();
  else await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

test('backups', BOTH, async ({ page, app, serve, spy, witness, take, watch }) => {
  watch.expectProblems(STATUS, /NetworkError|Cross-Origin/);
  const server = await serve({ chat: FINE });
  const files = take('backups').map(({ text }) => text);
  // What lies in the storage of others comes as a backup too.
  const stored = take('stored', server.url).map((item) => {
    const { store, key, record } = jsonOf(item) as StoredItem;
    return { store, key: key ?? (record as { id: string }).id, record };
  });
  const header = { format: 'patchbay-backup', version: 1, at: 1, keys: 'left-out' };
  const end = { lines: stored.length, checksum: '' };
  const lines = stored.map((line) => JSON.stringify(line)).join(',\n');
  files.push(
    `${JSON.stringify(header).slice(0, -1)},"records":[\n${lines}\n],"end":${JSON.stringify(end)}}\n`,
  );
  await page.goto(`${app.url}#/storage`);
  for (const text of files) {
    await restore(page, text);
    await witness.expectNothing(page, spy);
    await page.goto(`${app.url}#/settings`);
    await page.goto(`${app.url}#/storage`);
  }
  await page.reload();
  await visitAll(page, app.url, () => witness.expectNothing(page, spy));
  await expectWorks(page, app.url);
});

interface StoredItem {
  store: string;
  key?: string;
  record: unknown;
}

/** Puts records into the database as they are; runs in the page. */
async function put(items: StoredItem[]): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('patchbay');
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
  });
  for (const { store, key, record } of items) {
    const transaction = database.transaction(store, 'readwrite');
    transaction.objectStore(store).put(record, key);
    await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  }
  database.close();
}

test('stored records', BOTH, async ({ page, app, serve, spy, witness, take, watch }) => {
  watch.expectProblems(STATUS, /NetworkError|Cross-Origin/);
  const server = await serve({ chat: FINE });
  await page.goto(app.url);
  await expect(composer(page)).toBeEditable();
  await page.evaluate(
    put,
    take('stored', server.url).map((item) => jsonOf(item) as StoredItem),
  );
  await page.reload();
  const look = () => witness.expectNothing(page, spy);
  await visitAll(page, app.url, look);
  const chats = page.getByRole('list', { name: 'Chats' }).getByRole('link');
  await expect(chats.first()).toBeVisible();
  for (const chat of await chats.all()) {
    await chat.click();
    await expect(page.getByRole('main')).toBeVisible();
    await lookAtAll(page);
    await look();
  }
  await expectWorks(page, app.url);
});
