import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, expect, test } from './chat-pages';
import { createGate, done, finish, say, wait } from './servers/scripted';

const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const HOST = 'https://pics.example';

/** What the page copies last. */
async function watchClipboard(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = async (text) => {
      document.documentElement.dataset['copied'] = text;
    };
  });
  return () => page.evaluate(() => document.documentElement.dataset['copied'] ?? '');
}

/** A server of images; answers with the addresses that it was asked for. */
async function serveImages(context: BrowserContext): Promise<string[]> {
  const asked: string[] = [];
  await context.route(`${HOST}/**`, async (route) => {
    const headers = await route.request().allHeaders();
    asked.push(`${route.request().url()} ${headers['referer'] ?? 'without a referrer'}`);
    await route.fulfill({
      body: Buffer.from(PNG, 'base64'),
      contentType: 'image/png',
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  return asked;
}

test('a table is copied as CSV with all of its rows, also one that is too long for one table', async ({
  page,
  begin,
}) => {
  const copied = await watchClipboard(page);
  const rows = Array.from({ length: 520 }, (_, row) => `| ${row} | "a", b |\n`).join('');
  const table = `| n | text |\n| - | - |\n${rows}`;
  await begin({ chat: [say(`${table}\n`), finish('stop'), done()] });
  await ask(page, 'Hi');
  const box = page.locator('[data-table]');
  await expect(box.locator('table')).not.toHaveCount(1);
  await button(page, 'Copy as CSV').click();
  await expect(box.getByRole('button')).toHaveText('Copied');
  const lines = (await copied()).split('\r\n');
  expect(lines).toHaveLength(522);
  expect([lines[0], lines[1], lines[520]]).toEqual(['n,text', '0,"""a"", b"', '519,"""a"", b"']);
});

test('long lines of code are broken at a press, and the next answer goes on with that', async ({
  page,
  begin,
}) => {
  const code = `\`\`\`\n${'long words '.repeat(60)}\n\`\`\`\n`;
  await begin({ chat: [say(code), finish('stop'), done()] });
  await ask(page, 'Hi');
  const pre = page.locator('pre');
  const isWide = (at: number) =>
    pre.nth(at).evaluate((element) => element.scrollWidth > element.clientWidth);
  const wrap = page.getByRole('button', { name: 'Wrap', exact: true });
  await expect(wrap).toHaveAttribute('aria-pressed', 'false');
  expect(await isWide(0)).toBe(true);
  await wrap.click();
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
  expect(await isWide(0)).toBe(false);
  await ask(page, 'Again');
  await expect(wrap).toHaveCount(2);
  await expect(wrap.nth(1)).toHaveAttribute('aria-pressed', 'true');
  expect(await isWide(1)).toBe(false);
});

test('an image whose bytes stand in the text is shown, and opens large', async ({
  page,
  begin,
}) => {
  const svg = '![drawing](data:image/svg+xml;base64,PHN2Zy8+)';
  const chat = [say(`![a dot](data:image/png;base64,${PNG}) ${svg}`), finish('stop'), done()];
  await begin({ chat });
  await ask(page, 'Hi');
  const image = answer(page).getByAltText('a dot');
  await expect(image).toBeVisible();
  await expect(answer(page).locator('img')).toHaveCount(1);
  await expect(answer(page)).toContainText('Image: drawing (data:image/svg+xml');
  const open = page.getByRole('button', { name: 'Image: a dot, open it large' });
  await open.click();
  await expect(page.getByRole('dialog', { name: 'a dot' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(open).toBeFocused();
});

test('an image from elsewhere is fetched only once its address was allowed, and the answer is whole', async ({
  page,
  context,
  watch,
  app,
  begin,
}) => {
  watch.allowOrigins(HOST);
  const asked = await serveImages(context);
  const gate = createGate();
  const chat = [say(`![a cat](${HOST}/cat.png)\n\nWords`), wait(gate), finish('stop'), done()];
  await begin({ chat });
  await ask(page, 'Hi');
  await expect(answer(page).getByRole('link', { name: 'Image: a cat' })).toBeVisible();
  await button(page, 'Show images from pics.example').click();
  await expect(page.getByRole('button', { name: /Show images/ })).toHaveCount(0);
  await gate.reached;
  await expect(answer(page)).toHaveAttribute('data-status', 'streaming');
  expect(asked).toEqual([]);
  gate.open();
  const image = answer(page).getByAltText('a cat');
  await expect(image).toHaveAttribute('src', /^blob:/);
  expect(asked).toEqual([`${HOST}/cat.png without a referrer`]);
  await expectAccessible(page, 'an answer with an image');

  await page.goto(`${app.url}#/log`);
  await expect(page.getByRole('main')).toContainText('Images in answers');
  await page.goto(`${app.url}#/settings`);
  await button(page, `Remove ${HOST}`).click();
  await expect(page.getByText('No address is asked for images.')).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(button(page, 'Show images from pics.example')).toBeVisible();
});

test('an image that its server lets nobody read says so beside the link', async ({
  page,
  serve,
  watch,
  begin,
}) => {
  watch.expectProblems(/CORS policy|Failed to load resource/);
  const pictures = await serve({ cors: 'off' });
  const { host } = new URL(pictures.origin);
  await begin({ chat: [say(`![a cat](${pictures.origin}/cat.png)`), finish('stop'), done()] });
  await ask(page, 'Hi');
  await button(page, `Show images from ${host}`).click();
  await expect(answer(page)).toContainText(`Not shown: ${host} does not let other pages read`);
  await expect(answer(page).getByRole('link', { name: 'Image: a cat' })).toBeVisible();
});
