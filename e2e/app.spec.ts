import { appendFile, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { chromiumLaunch } from './browsers.mjs';
import { DIST } from './build.mjs';
import { openInsecureOrigin } from './insecure-origin';
import {
  addProvider,
  connect,
  doctor,
  expect,
  modelsTable,
  savedUrl,
  stored,
  test,
} from './provider-pages';
import { fail } from './servers/scripted';
import { missingFiles } from './stored-files.mjs';

test.use({ serviceWorkers: 'allow' });

const composer = (page: Page) => page.getByRole('textbox', { name: /Message/ });
const theme = (page: Page) => page.getByLabel('Theme', { exact: true });
const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' });

async function ask(page: Page, home: string, text: string): Promise<void> {
  await page.goto(`${home}#/`);
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

test('a chosen theme is there before the first paint of the next start', async ({ page, app }) => {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      document.documentElement.dataset['seen'] = document.documentElement.dataset['theme'] ?? '';
    }).observe(document, { childList: true, subtree: true });
  });
  const root = page.locator('html');
  const ground = () => root.evaluate((element) => getComputedStyle(element).colorScheme);
  await page.goto(`${app.url}#/settings`);
  await theme(page).selectOption('Dark');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(root).toHaveAttribute('data-seen', 'dark');
  await expect(theme(page)).toHaveValue('dark');
  expect(await ground()).toBe('dark');
  await theme(page).selectOption('Light');
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(root).toHaveAttribute('data-seen', 'light');
  await theme(page).selectOption('As the system');
  await expect(root).not.toHaveAttribute('data-theme');
  await page.reload();
  await expect(root).toHaveAttribute('data-seen', '');
  expect(await ground()).toBe('light dark');
});

test('at a later start the browser takes the page, scripts and styles from the cache, without asking the worker', async ({
  page,
  serveDist,
}) => {
  // What a pattern of addresses takes for more than letters.
  const { url } = await serveDist({ base: '/a+b/(c)/' });
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const cdp = await page.context().newCDPSession(page);
  const sources = new Map<string, string>();
  cdp.on('Network.responseReceived', ({ response }) => {
    const { url: file, fromServiceWorker, serviceWorkerRouterInfo: route } = response;
    sources.set(file, route?.actualSourceType ?? (fromServiceWorker ? 'worker' : 'network'));
  });
  await cdp.send('Network.enable');
  await page.reload();
  await expect(composer(page)).toBeVisible();
  const first = [...sources].filter(([file]) => /\/$|theme|index-[^/]*\.(?:js|css)$/.test(file));
  expect(first.map(([, source]) => source)).toEqual(['cache', 'cache', 'cache', 'cache']);
  // With a query it is the same page, and in the cache it is without one.
  await page.goto(`${url}?from=elsewhere`);
  await expect(composer(page)).toBeVisible();
  expect(sources.get(`${url}?from=elsewhere`)).toBe('worker');
});

test('a switch of the settings is kept', async ({ page, app }) => {
  await page.goto(`${app.url}#/settings`);
  const enter = page.getByRole('switch', { name: 'Enter sends' });
  await expect(enter).toBeChecked();
  await enter.press('Space');
  await expect.poll(() => stored(page).then(JSON.stringify)).toContain('"enterSends":false');
  await page.reload();
  await expect(enter).not.toBeChecked();
  await ask(page, app.url, 'one line');
  await expect(page.getByRole('article')).toHaveCount(0);
});

test('the log tells requests, failures and origins, and holds neither keys nor messages', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 400/);
  const key = 'sk-echo-0123456789abcdef';
  const server = await serve({
    models: [{ id: 'alpha' }],
    chat: fail(400, `The key ${key} may not do this`),
  });
  await page.goto(`${app.url}#/log`);
  await expect(page.getByText('No request has left this page')).toBeVisible();
  await addProvider(page, app.url, server.url, key);
  await ask(page, app.url, 'my private question');
  await expect(answer(page)).toHaveAttribute('data-status', 'failed');
  await page.getByRole('link', { name: 'Log' }).click();
  const requests = page.getByRole('table', { name: 'Requests and errors' });
  const post = requests.getByRole('row').filter({ hasText: 'POST' });
  await expect(post).toContainText(`${server.url}/chat/completions`);
  await expect(post).toContainText(/400.*\d.m?s/);
  await expect(requests).toContainText('may not do this');
  const origins = page.getByRole('table', { name: 'Addresses contacted' });
  const count = String(server.requests.filter(({ method }) => method !== 'OPTIONS').length);
  const row = origins.getByRole('row').filter({ hasText: server.origin });
  await expect(row.getByRole('cell').nth(2)).toHaveText(count);
  await expect(row).toContainText('OpenAI-Compatible');
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download log' }).click();
  const text = await readFile(await (await started).path(), 'utf8');
  expect(text).toContain('/chat/completions');
  for (const seen of [text, await page.locator('main').innerText()]) {
    expect(seen).not.toContain(key);
    expect(seen).not.toContain('private question');
  }
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('No request has left this page')).toBeVisible();
  watch.logWasCleared(page);
});

test('with the server of the page stopped it still starts, with its chats', async ({
  page,
  serve,
  serveDist,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  const site = await serveDist({ base: '/some/path/' });
  await addProvider(page, site.url, server.url);
  await ask(page, site.url, 'Remember me');
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect.poll(() => page.evaluate(missingFiles), { timeout: 30_000 }).toBe(0);
  await site.close();
  await page.reload();
  await expect(composer(page)).toBeEditable();
  const history = page.getByRole('navigation').getByRole('link', { name: 'Remember me' });
  await expect(history).toBeVisible();
  await page.getByRole('link', { name: 'Providers' }).click();
  await page.getByRole('link', { name: 'OpenAI-Compatible' }).click();
  await expect(modelsTable(page)).toContainText('alpha');
});

test('a new version asks, and takes over only when it is told to', async ({
  page,
  serveDist,
}, testInfo) => {
  const root = testInfo.outputPath('dist');
  await cp(DIST, root, { recursive: true });
  const site = await serveDist({ root });
  await page.goto(site.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await appendFile(join(root, 'worker.js'), '\n// the next version\n');
  // The browser looks by itself after a start, but at a time of its own.
  await page.evaluate(() =>
    navigator.serviceWorker.ready.then(async (found) => void (await found.update())),
  );
  // It stores all of its files first.
  await expect(page.getByText('A new version of Patchbay is ready.')).toBeVisible({
    timeout: 30_000,
  });
  await page.evaluate(() => document.body.setAttribute('data-old', ''));
  await expect(page.locator('body[data-old]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('body[data-old]')).toHaveCount(0);
  await expect(composer(page)).toBeEditable();
  await expect(page.getByText('A new version of Patchbay is ready.')).toBeHidden();
});

test('the page below a dialog holds still until it is closed', async ({ page, app }) => {
  await page.goto(app.url);
  await expect(composer(page)).toBeEditable();
  await page.keyboard.press('ControlOrMeta+/');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expect(page.locator('html')).toHaveCSS('overflow', 'hidden');
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).not.toHaveCSS('overflow', 'hidden');
});

test('Chromium finds nothing that stands in the way of installing', async ({
  app,
  watch,
}, testInfo) => {
  const profile = testInfo.outputPath('profile');
  const context = await chromium.launchPersistentContext(profile, chromiumLaunch().launchOptions);
  await watch.follow(context);
  const page = await context.newPage();
  await page.goto(app.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const session = await context.newCDPSession(page);
  const manifest = await session.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  expect(manifest.data).toContain('"name":"Patchbay"');
  expect((await session.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
  await context.close();
});

test('on an insecure origin it runs, chats, and names what is missing', async ({
  app,
  serve,
  watch,
}) => {
  const { page, home, close } = await openInsecureOrigin(app.url, watch);
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, home, server.url);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await ask(page, home, 'Hi');
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect(answer(page)).toContainText('Hello from the script.');
  await page.getByRole('link', { name: /Settings/ }).click();
  await expect(page.getByRole('note')).toContainText('plain http');
  for (const part of ['service worker', 'Web Locks', 'clipboard', 'crypto.subtle']) {
    await expect(page.getByRole('note')).toContainText(part);
  }
  const keys = page.getByRole('region', { name: 'Keys' });
  await expect(keys).toContainText('cannot be locked at this address');
  await page.reload();
  await expect(page.getByRole('note')).toBeVisible();
  await close();
});

test('on a narrow screen the menu is a drawer that gives the focus back', async ({ page, app }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${app.url}#/settings`);
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  await menu.press('Enter');
  const drawer = page.getByRole('navigation', { name: 'Patchbay' });
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(menu).toBeFocused();
  await menu.click();
  await drawer.getByRole('link', { name: 'Providers' }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Providers', exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
});

test('an unknown route says so and leads back', async ({ page, app }) => {
  await page.goto(`${app.url}#/nowhere/at/all`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'New chat' }).click();
  await expect(composer(page)).toBeEditable();
});

for (const width of [1440, 390]) {
  test(`every page is accessible in both themes and fits, ${width} px`, async ({
    page,
    app,
    serve,
    watch,
  }) => {
    watch.expectProblems(/status of 401/);
    const long = `org/${'a-very-long-name-'.repeat(6)}Q4_K_M`;
    const listed = [{ id: 'alpha', max_model_len: 4096 }, { id: long }];
    const server = await serve({ key: 'sk-1', models: listed });
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const check = (place: string) => expectAccessible(page, place);
    await page.goto(`${app.url}#/providers/add`);
    await connect(page, server.url, 'sk-2');
    await expect(doctor(page)).toHaveAttribute('data-cause', 'unauthorized');
    await check('Add provider with the doctor');
    await connect(page, server.url, 'sk-1');
    await expect(page).toHaveURL(savedUrl);
    await expect(modelsTable(page)).toContainText('alpha');
    await page.getByRole('button', { name: 'Edit' }).click();
    await check('Provider');
    await page.getByRole('button', { name: 'Set limits of alpha' }).click();
    await check('Limits');
    await page.keyboard.press('Escape');
    for (const [route, heading] of [
      ['providers', 'Providers'],
      ['prompts', 'Prompts and presets'],
      ['settings', 'Settings'],
      ['log', 'Log'],
    ] as const) {
      await page.goto(`${app.url}#/${route}`);
      await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
      await check(heading);
    }
  });
}
