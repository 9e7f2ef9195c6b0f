import type { CDPSession, Page } from '@playwright/test';
import { ask, button, composer, expect, test as base } from './chat-pages';
import { connect, modelsTable, savedUrl } from './provider-pages';
import { type HostileHttp, type Misdeed, startHostileHttp } from './servers/hostile-http';

// Servers that do what none should: the page goes on working, its memory stays bounded, and it says what happened.

base.setTimeout(240_000);
const PATIENT = { timeout: 120_000 };
/** Of the page, after the garbage is collected: a chat of ordinary length takes some 10 MB. */
const MOST_HEAP = 250_000_000;

const test = base.extend<{ hostile: (models?: number) => Promise<HostileHttp> }>({
  hostile: async ({ page, app, watch }, use) => {
    const servers: HostileHttp[] = [];
    await use(async (models) => {
      const server = await startHostileHttp(models);
      servers.push(server);
      watch.allowOrigins(server.origin);
      await page.goto(`${app.url}#/providers/add`);
      await connect(page, server.url);
      await expect(page).toHaveURL(savedUrl, PATIENT);
      await page.goto(`${app.url}#/`);
      return server;
    });
    // The browser may still be reading what its page has left: a server that closes before is an error.
    await page.goto('about:blank');
    await Promise.all(servers.map((server) => server.close()));
  },
});

const provoke = (page: Page, misdeed: Misdeed): Promise<void> => ask(page, misdeed);
const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' }).last();
const hasStatus = (page: Page, status: string) =>
  expect(answer(page)).toHaveAttribute('data-status', status, PATIENT);

async function heap(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize;
}

test(
  'text without end is drawn as it comes, and Stop stops it',
  { tag: '@firefox' },
  async ({ page, hostile, browserName }) => {
    const server = await hostile();
    await provoke(page, 'endless');
    await expect(answer(page)).toContainText('so much', PATIENT);
    await composer(page).fill('Typed meanwhile');
    await expect(composer(page)).toHaveValue('Typed meanwhile');
    // More than anybody reads in that time.
    await expect
      .poll(() => answer(page).evaluate(({ textContent }) => textContent?.length ?? 0), PATIENT)
      .toBeGreaterThan(60_000);
    await button(page, 'Stop').click();
    await hasStatus(page, 'interrupted');
    await expect.poll(() => server.left()).toBe(1);
    if (browserName === 'chromium') {
      const cdp = await page.context().newCDPSession(page);
      expect(await heap(cdp)).toBeLessThan(MOST_HEAP);
    }
    // The same page still answers.
    await expect(composer(page)).toHaveValue('Typed meanwhile');
  },
);

test(
  'a line of 100 MB is left, and what came before it is kept',
  { tag: '@firefox' },
  async ({ page, hostile, browserName }) => {
    const server = await hostile();
    await provoke(page, 'line');
    await hasStatus(page, 'interrupted');
    await expect(answer(page)).toContainText('Before.');
    await expect(answer(page).getByRole('alert')).toContainText('more than an answer can have');
    await expect.poll(() => server.left()).toBe(1);
    if (browserName === 'chromium') {
      const cdp = await page.context().newCDPSession(page);
      expect(await heap(cdp)).toBeLessThan(MOST_HEAP);
    }
  },
);

test('ten million deltas that say nothing hold up nobody', async ({ page, hostile }) => {
  await hostile();
  await provoke(page, 'deltas');
  await hasStatus(page, 'streaming');
  await composer(page).fill('Typed meanwhile');
  await hasStatus(page, 'done');
  await expect(answer(page)).toContainText('After all.');
  await expect(composer(page)).toHaveValue('Typed meanwhile');
});

test('headers that never end, bytes one by one, and answers that lie', async ({
  page,
  hostile,
  watch,
}) => {
  await hostile();
  watch.expectProblems(/status of 500/);

  await provoke(page, 'headers');
  await expect(button(page, 'Stop')).toBeVisible();
  await button(page, 'Stop').click();
  await hasStatus(page, 'interrupted');

  for (const [misdeed, words] of [
    ['bytes', 'Grüße'],
    ['picture', 'Still text.'],
    ['latin', 'Gr\uFFFD\uFFFDe'],
  ] as const) {
    await provoke(page, misdeed);
    await expect(answer(page)).toContainText(words, PATIENT);
    await hasStatus(page, 'done');
  }

  await provoke(page, 'deep');
  await hasStatus(page, 'failed');
  await expect(answer(page)).toContainText('Deep.');

  await provoke(page, 'error');
  await hasStatus(page, 'failed');
  await expect(answer(page).getByRole('alert')).toContainText('Sorry!');
});

test('of 100,000 models as many as a page can hold are listed, searched and used', async ({
  page,
  hostile,
  app,
}) => {
  await hostile(100_000);
  await page.getByRole('button', { name: /^Model/ }).click();
  await page.getByRole('dialog').getByRole('searchbox').fill('model-19999');
  const options = page.getByRole('option');
  await expect(options.filter({ hasText: 'model-19999' })).toBeVisible(PATIENT);
  await options.filter({ hasText: 'model-19999' }).click();
  await provoke(page, 'picture');
  await hasStatus(page, 'done');
  await page.reload();
  await expect(answer(page)).toContainText('Still text.', PATIENT);
  await page.goto(`${app.url}#/providers`);
  await page.getByRole('region', { name: 'OpenAI-Compatible' }).getByRole('link').first().click();
  await expect(modelsTable(page)).toBeVisible(PATIENT);
  await expect(page.getByText('lists more models than Patchbay keeps')).toBeVisible();
});
