import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer } from './chat-pages';
import { downloaded } from './downloads';
import { apiKey, baseUrl, expect, exported, savedUrl, stored, test } from './provider-pages';
import { done, fail, finish, say, type RecordedRequest } from './servers/scripted';

test.use({ serviceWorkers: 'allow' });

const KEY = 'sk-SECRETkey-0123';
const HEADER = 'SECRETheader-0123';
const TOOL = 'SECRETtool-0123';
// It is part of an address, which cannot be locked; but it must leave by no other way.
const IN_ADDRESS = 'SECRETaddress-0123';
const PASSPHRASE = 'correct horse battery';

const region = (page: Page, name: string): Locator => page.getByRole('region', { name });
const unlockDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Unlock keys' });
const answer = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' }).last();

/** Everything that this browser keeps for the page, as text. */
async function kept(page: Page): Promise<string> {
  const databases = await stored(page);
  const rest = await page.evaluate(async () => {
    const files: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        files.push(request.url, (await (await cache.match(request))?.text()) ?? '');
      }
    }
    return [Object.entries(localStorage), Object.entries(sessionStorage), files];
  });
  // The code of the page is there too, which has no secret of ours.
  return JSON.stringify([databases, rest]);
}

/** Keeps what reaches the console, the title, the address and the clipboard. */
async function listen(page: Page): Promise<() => Promise<string>> {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.addInitScript(() => {
    const copied: string[] = [];
    Object.defineProperty(window, 'copied', { value: copied });
    // The blank page before the first one has no clipboard.
    if (!('clipboard' in navigator)) return;
    navigator.clipboard.writeText = async (text) => void copied.push(text);
  });
  page.on('framenavigated', (frame) => said.push(frame.url()));
  return async () => {
    const copied = await page.evaluate(() => (window as unknown as { copied: string[] }).copied);
    return [...said, ...copied, await page.title(), page.url()].join('\n');
  };
}

/** What a reader sees, without what stands in fields. */
const seen = (page: Page): Promise<string> => page.locator('body').innerText();

const quoting = ({ headers }: RecordedRequest): string =>
  `Refused: ${headers.authorization ?? ''} with ${String(headers['x-team'])}`;

async function downloadedLog(page: Page, home: string): Promise<string> {
  await page.goto(`${home}#/log`);
  const { text } = await downloaded(page, () => button(page, 'Download log').click());
  return text;
}

async function addProvider(page: Page, home: string, url: string): Promise<void> {
  await page.goto(`${home}#/providers/add`);
  await baseUrl(page).fill(url);
  await apiKey(page).fill(KEY);
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByLabel('Extra headers').fill(`X-Team: ${HEADER}`);
  await baseUrl(page).press('Enter');
}

async function addToolServer(page: Page, home: string, url: string): Promise<void> {
  await page.goto(`${home}#/tools`);
  await button(page, 'Add tool server').click();
  await page.getByLabel('Address', { exact: true }).fill(url);
  await page.getByRole('button', { name: 'Headers and sign-in' }).click();
  await page.getByLabel('Headers', { exact: true }).fill(`Authorization: Bearer ${TOOL}`);
  await page.getByLabel('Name', { exact: true }).fill('Notes');
  await button(page, 'Connect').click();
}

test(
  'a key is nowhere but in its field: in no report, log, export, chat, title, address or console',
  { tag: '@firefox' },
  async ({ page, app, serve, watch }) => {
    test.slow();
    watch.expectProblems(/status of [45]\d\d/);
    const said = await listen(page);
    const server = await serve({
      models: [{ id: 'scripted' }],
      chat: (request) => fail(500, quoting(request)),
      routes: {
        'POST /mcp': fail(500, `No: Bearer ${TOOL}, api_key=${IN_ADDRESS}`),
        'GET /mcp': fail(500, 'No'),
      },
    });
    const refusing = await serve({ models: fail(401, `Bad key ${KEY}, team ${HEADER}`) });

    await addProvider(page, app.url, refusing.url);
    await expect(page.locator('[data-cause="unauthorized"]')).toBeVisible();
    await button(page, 'Copy report').click();
    await expect(page.getByRole('button', { name: 'Report copied' })).toBeVisible();
    let words = await said();

    // A form of its own again.
    await page.goto(`${app.url}#/`);
    await expect(composer(page)).toBeVisible();
    await addProvider(page, app.url, server.url);
    await expect(page).toHaveURL(savedUrl);
    await page.goto(`${app.url}#/`);
    await expect(button(page, 'Model scripted')).toBeVisible();
    await ask(page, 'Hi');
    await expect(answer(page)).toHaveAttribute('data-status', 'failed');
    await expect(answer(page)).toContainText('Refused: ');
    words += await seen(page);

    await addToolServer(page, app.url, `${server.origin}/mcp?api_key=${IN_ADDRESS}`);
    await expect(region(page, 'Notes')).toHaveAttribute('data-state', 'failed');
    words += (await region(page, 'Notes').innerText()).replaceAll(`?api_key=${IN_ADDRESS}`, '');

    words += await downloadedLog(page, app.url);
    await page.goto(`${app.url}#/providers`);
    words += await exported(page);
    words += await said();
    expect(words).toContain('Refused: ');
    expect(words.match(/.{0,60}SECRET.{0,30}/g) ?? []).toEqual([]);
    const stores = (await stored(page)) as Record<string, unknown>;
    const chats = JSON.stringify([stores['patchbay/messages'], stores['patchbay/conversations']]);
    expect(chats).toContain('Refused: ');
    expect(chats).not.toContain('SECRET');
  },
);

test(
  'a passphrase locks the keys: nothing that is kept holds one, and a send waits for it',
  { tag: '@firefox' },
  async ({ page, app, serve, watch }) => {
    test.slow();
    // It is asked without the key first.
    watch.expectProblems(/status of 401/);
    const server = await serve({
      models: [{ id: 'scripted' }],
      key: KEY,
      chat: [say('It came.'), finish('stop'), done()],
    });
    await addProvider(page, app.url, server.url);
    await expect(page).toHaveURL(savedUrl);
    await page.goto(`${app.url}#/`);
    await expect(button(page, 'Model scripted')).toBeVisible();
    await ask(page, 'Before.');
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    expect(await kept(page)).toContain(KEY);

    await page.goto(`${app.url}#/settings`);
    const keys = region(page, 'Keys');
    await keys.getByRole('button', { name: 'Lock keys with a passphrase' }).click();
    const choosing = page.getByRole('dialog', { name: 'Lock keys' });
    await choosing.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await choosing.getByLabel('Passphrase again').fill('something else');
    await choosing.getByRole('button', { name: 'Lock keys' }).click();
    await expect(choosing).toContainText('not the same');
    await choosing.getByLabel('Passphrase again').fill(PASSPHRASE);
    await choosing.getByRole('button', { name: 'Lock keys' }).click();
    await expect(choosing).toBeHidden();
    await expect(keys.getByRole('status')).toHaveText('unlocked in this tab');
    expect(await kept(page)).not.toContain('SECRET');

    await page.reload();
    await expect(keys.getByRole('status')).toHaveText('locked');
    await page.getByRole('link', { name: 'Providers', exact: true }).click();
    await expect(region(page, 'OpenAI-Compatible')).toContainText('1 model');
    await page.getByRole('link', { name: 'Before.' }).click();
    await expect(answer(page)).toContainText('It came.');
    const count = server.requests.length;
    await ask(page, 'After.');
    await expect(unlockDialog(page)).toBeVisible();
    await expectAccessible(page, 'the dialog that unlocks the keys');
    await unlockDialog(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(answer(page)).toHaveAttribute('data-status', 'failed');
    await expect(answer(page)).toContainText('The keys are locked, so nothing was sent.');
    expect(server.requests).toHaveLength(count);

    await answer(page).getByRole('button', { name: 'Retry' }).click();
    const field = unlockDialog(page).getByLabel('Passphrase');
    await field.fill('another one');
    await field.press('Enter');
    await expect(unlockDialog(page)).toContainText('That is another passphrase.');
    await field.fill(PASSPHRASE);
    await field.press('Enter');
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    const sent = server.requests.at(-1)?.headers;
    expect([sent?.authorization, sent?.['x-team']]).toEqual([`Bearer ${KEY}`, HEADER]);
    expect(await kept(page)).not.toContain('SECRET');

    await page.goto(`${app.url}#/providers`);
    await button(page, 'Lock now').click();
    await expect(page.getByText('The keys are locked.')).toBeVisible();
    expect(await exported(page)).not.toMatch(/SECRET|sealed/);
    await button(page, 'Export providers.json').click();
    await page.getByRole('checkbox', { name: 'Include API keys' }).check();
    const { text } = await downloaded(page, async () => {
      await button(page, 'Export').click();
      await field.fill(PASSPHRASE);
      await field.press('Enter');
    });
    expect(text).toContain(KEY);

    await page.goto(`${app.url}#/settings`);
    await keys.getByRole('button', { name: 'Remove lock' }).click();
    await expect(keys.getByRole('button', { name: 'Lock keys with a passphrase' })).toBeVisible();
    expect(await kept(page)).toContain(KEY);
    await page.goto(`${app.url}#/`);
    await expect(composer(page)).toBeVisible();
  },
);
