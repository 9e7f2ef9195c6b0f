import { readFile } from 'node:fs/promises';
import { type Browser, type Locator, type Page } from '@playwright/test';
import jsqr from 'jsqr';
import { expectAccessible } from './accessible';
import { openInsecureOrigin } from './insecure-origin';
import {
  addProvider,
  apiKey,
  baseUrl,
  expect,
  exported,
  provider,
  stored,
  test,
} from './provider-pages';
import type { Watch } from './watch';

const KEY = 'sk-SECRETkey-0123';

const sending = (page: Page): Locator =>
  page.getByRole('dialog', { name: 'Set up another device' });
const coming = (page: Page): Locator => page.getByRole('dialog', { name: 'Import from a link' });
const codeField = (page: Page): Locator => page.getByLabel('One-time code');
const linkOf = (page: Page): Promise<string> =>
  sending(page).getByRole('region', { name: 'Link' }).getByRole('code').innerText();

async function openDialog(page: Page, home: string): Promise<void> {
  await page.goto(`${home}#/providers`);
  await page.getByRole('button', { name: 'Set up another device' }).click();
  await expect(sending(page).getByLabel('Address of Patchbay there')).toHaveValue(home);
}

async function makeLink(page: Page): Promise<string> {
  await sending(page).getByRole('button', { name: 'Make the link' }).click();
  await expect(sending(page).getByRole('region', { name: 'Link' })).toBeVisible();
  return linkOf(page);
}

/** A page of another profile, which keeps in which order it took the link out of the address and looked into it. */
async function otherDevice(browser: Browser, watch: Watch): Promise<Page> {
  const context = await browser.newContext();
  await watch.follow(context);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const done: string[] = [];
    Object.assign(window, { done });
    const replace = history.replaceState.bind(history);
    history.replaceState = (...args) => {
      done.push('replaced');
      replace(...args);
    };
    const Inflate = DecompressionStream;
    window.DecompressionStream = class extends Inflate {
      constructor(format: CompressionFormat) {
        done.push(`read at ${location.hash}`);
        super(format);
      }
    };
    // The blank page before the first one is not secure.
    if (!('SubtleCrypto' in window)) return;
    const derive = SubtleCrypto.prototype.deriveKey;
    SubtleCrypto.prototype.deriveKey = function (...args) {
      done.push(`read at ${location.hash}`);
      return derive.apply(this, args);
    };
  });
  return page;
}

const done = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { done: string[] }).done);

/** Addresses of the tab's history, as far as the browser tells. */
const addresses = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const entries = 'navigation' in window ? window.navigation.entries() : [];
    return [location.href, ...entries.map(({ url }) => url ?? '')];
  });

/** Reads a QR code from the screen, as a camera would. */
async function scan(page: Page): Promise<string | undefined> {
  const code = sending(page).getByRole('img', { name: 'QR code of the link' });
  await code.scrollIntoViewIfNeeded();
  const png = await code.screenshot();
  const image = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return { width, height, data: [...(context?.getImageData(0, 0, width, height).data ?? [])] };
  }, png.toString('base64'));
  const read = jsqr(Uint8ClampedArray.from(image.data), image.width, image.height);
  return read?.data;
}

test(
  'a link takes providers to another device, without keys, and leaves its address',
  { tag: '@firefox' },
  async ({ page, app, browser, serve, watch }) => {
    const [first, second] = [
      await serve({ models: [{ id: 'alpha' }] }),
      await serve({ models: [{ id: 'beta' }] }),
    ];
    await addProvider(page, app.url, first.url, KEY);
    await addProvider(page, app.url, second.url);
    await openDialog(page, app.url);
    await expect(sending(page)).toContainText('This is the device itself');
    await expect(sending(page)).toContainText('leads every device to itself');
    const url = await makeLink(page);
    await expect(sending(page)).toContainText('It holds no keys');

    const other = await otherDevice(browser, watch);
    await other.goto(url);
    await expect(coming(other)).toContainText('The link brings 2 changes.');
    await expect(coming(other)).toContainText(first.url);
    expect(await done(other)).toEqual(['replaced', 'read at #/hand-over']);
    const payload = new URL(url).hash.replace('#/hand-over/', '');
    expect((await addresses(other)).join()).not.toContain(payload);
    // Nothing before the press, and what was left can be seen again.
    await coming(other).getByRole('button', { name: 'Cancel' }).click();
    await other.getByRole('button', { name: 'Show what comes' }).click();
    await coming(other).getByRole('button', { name: 'Import', exact: true }).click();
    await expect(other).toHaveURL(/#\/providers$/);
    for (const server of [first, second]) {
      await expect(provider(other).filter({ hasText: server.url })).toContainText('1 model');
    }
    expect(JSON.stringify(await stored(other))).not.toContain(KEY);
    // There is no way back to it.
    await other.goBack();
    await expect(other.getByRole('heading', { name: 'no longer here' })).toBeVisible();
    await other.context().close();
  },
);

test('a link or its QR code takes keys along under a one-time code alone, and stand in no address, log or history', async ({
  page,
  app,
  browser,
  serve,
  watch,
}) => {
  // Axe goes over two pages in two themes.
  test.slow();
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, app.url, server.url, KEY);
  await openDialog(page, app.url);
  const keys = sending(page).getByRole('checkbox', { name: 'Take the API keys along' });
  await expect(keys).not.toBeChecked();
  await keys.check();
  const url = await makeLink(page);
  const code = await sending(page)
    .getByRole('region', { name: 'One-time code' })
    .getByText(/^\w{4}-\w{4}-\w{4}$/)
    .innerText();
  await expectAccessible(page, 'the link');
  // The page is dark by now, and the QR code is not.
  expect(await scan(page)).toBe(url);
  expect(decodeURIComponent(url)).not.toContain(KEY);
  expect(url).not.toContain(code.replaceAll('-', ''));

  const other = await otherDevice(browser, watch);
  const said: string[] = [];
  other.on('console', (message) => said.push(message.text()));
  await other.goto(url);
  await expect(codeField(other)).toBeFocused();
  expect(await done(other)).toEqual(['replaced']);
  await expectAccessible(other, 'the question for the code');
  await codeField(other).fill('7K3M');
  await codeField(other).press('Enter');
  await expect(other.getByText('has 12 characters; these are 4')).toBeVisible();
  await codeField(other).fill('0000-0000-0000');
  await codeField(other).press('Enter');
  await expect(other.getByText('does not open the link')).toBeVisible();
  await codeField(other).fill(code.toLowerCase().replaceAll('-', ' '));
  await other.getByRole('button', { name: 'Unlock' }).click();
  await expect(coming(other)).toContainText('The link brings one change.');
  expect(new Set(await done(other))).toEqual(new Set(['replaced', 'read at #/hand-over']));
  await coming(other).getByRole('button', { name: 'Import', exact: true }).click();
  await expect(provider(other)).toContainText('1 model');
  expect(server.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);

  await other.goto(`${app.url}#/log`);
  const started = other.waitForEvent('download');
  await other.getByRole('button', { name: 'Download log' }).click();
  const log = await readFile(await (await started).path(), 'utf8');
  const records = JSON.stringify(await stored(other));
  const payload = new URL(url).hash.replace('#/hand-over/', '');
  for (const text of [log, ...said, ...(await addresses(other))]) {
    expect(text).not.toContain(KEY);
    expect(text).not.toContain(payload);
  }
  // The key is where providers are, and nothing else of the link is.
  expect(records).toContain(KEY);
  expect(records).not.toContain(payload);
  expect(records).not.toContain(code);
  await other.context().close();
});

test('hostile and broken links: a key stays with its origin, and each says in words what is wrong', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, app.url, server.url, KEY);
  const entry = { name: 'openai-compatible', api_key: '', base_url: 'https://evil.example/v1' };
  const text = JSON.stringify({ providers: { 'openai-compatible': entry } });
  const link = (body: string) =>
    page.goto(`${app.url}#/hand-over/1ou${Buffer.from(body).toString('base64url')}`);
  await link(`\n${text}`);
  await expect(coming(page)).toContainText('The stored key is dropped');
  await expect(coming(page)).toContainText('https://evil.example/v1');
  await page.keyboard.press('Escape');
  // One link after the other, in the tab that has one already.
  await link('\n{"providers": {"__proto__": {}}}');
  await expect(page.getByRole('alert')).toContainText('__proto__');
  for (const [payload, words] of [
    ['1od____', 'The link is damaged'],
    ['../settings', 'The link is damaged'],
    ['1o<img src=x onerror=alert(1)>', 'The link is damaged'],
    ['2zabc', 'a newer Patchbay'],
    [`1od${'A'.repeat(99_000)}`, 'The link is damaged'],
  ] as const) {
    await page.goto(`${app.url}#/hand-over/${payload}`);
    await expect(page.getByRole('heading', { name: words })).toBeVisible();
    await expect(page).toHaveURL(/#\/hand-over$/);
  }
  await page.goto(`${app.url}#/providers`);
  expect(await exported(page, true)).toContain(KEY);
});

test('a link of a server fills in address and name, and neither brings nor keeps a key', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  const form = (query: string) => page.goto(`${app.url}#/providers/add?${query}`);
  const target = encodeURIComponent(server.url);
  await form(`base_url=${target}&label=My%20%E2%80%AEserver&api_key=${KEY}&key=${KEY}`);
  await expect(baseUrl(page)).toHaveValue(server.url);
  await expect(page.getByText('Will be called My server.')).toBeVisible();
  await expect(apiKey(page)).toHaveValue('');
  expect(server.requests).toEqual([]);
  // A key that was typed for one address does not move to the next one.
  await apiKey(page).fill(KEY);
  await form('base_url=https://evil.example/v1');
  await expect(baseUrl(page)).toHaveValue('https://evil.example/v1');
  await expect(apiKey(page)).toHaveValue('');
  for (const [address, words] of [
    ['javascript:alert(1)', 'not an address for a server'],
    [`https://user:${KEY}@evil.example/v1`, 'user name or password'],
    ['data:text/html,<script>alert(1)</script>', 'not an address for a server'],
  ]) {
    await form(`base_url=${encodeURIComponent(address ?? '')}`);
    await expect(baseUrl(page)).toHaveValue(address ?? '');
    await page.getByRole('button', { name: 'Connect' }).click();
    const doctor = page.getByRole('region', { name: 'Connection doctor' });
    await expect(doctor).toHaveAttribute('data-cause', 'invalid-url');
    await expect(doctor).toContainText(words ?? '');
  }
  await form(`base_url=${'x'.repeat(100_000)}`);
  await expect(baseUrl(page)).toHaveValue('x'.repeat(2000));
  await form(`base_url=${target}&label=My%20server`);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('heading', { name: 'My server' })).toBeVisible();
});

test('on an insecure origin providers go along without keys, and a link with keys says why not', async ({
  page: secure,
  app,
  serve,
  watch,
}) => {
  const { page, home, close } = await openInsecureOrigin(app.url, watch);
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, home, server.url, KEY);
  await openDialog(page, home);
  await expect(sending(page).getByRole('checkbox', { name: /keys along/ })).toBeDisabled();
  await expect(sending(page)).toContainText('over plain http nothing can be encrypted');
  const url = await makeLink(page);
  await secure.goto(url.replace(home, app.url));
  await expect(coming(secure)).toContainText('The link brings one change.');
  await coming(secure).getByRole('button', { name: 'Import', exact: true }).click();
  await expect(provider(secure)).toContainText('1 model');

  await addProvider(secure, app.url, server.url, KEY);
  await openDialog(secure, app.url);
  await sending(secure)
    .getByRole('checkbox', { name: /keys along/ })
    .check();
  await page.goto((await makeLink(secure)).replace(app.url, home));
  await expect(page.getByRole('heading', { name: 'cannot be unlocked' })).toBeVisible();
  await close();
});
