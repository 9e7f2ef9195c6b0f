import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, expect, test as base } from './chat-pages';
import { type FrontServer, startFront } from './front-server';
import { readNews, withNews } from './news';
import { makeNextBuild } from './next-build';
import { addProvider, connect, doctor } from './provider-pages';
import { fail } from './servers/scripted';
import { missingFiles } from './stored-files.mjs';

base.use({ serviceWorkers: 'allow' });

const test = base.extend<{ front: FrontServer }>({
  front: async ({ serveDist, watch }, use) => {
    const front = await startFront((await serveDist()).origin);
    watch.allowOrigins(front.origin);
    await use(front);
    await front.close();
  },
  // It needs the server only to be closed before it: a page that still loads would miss its files.
  context: async ({ context, front: _front }, use) => {
    await use(context);
    await context.close();
  },
});

const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, name });
const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search the help' });
const hits = (page: Page): Locator => page.getByRole('list', { name: 'Found in the help' });

/** Presses Tab until it comes there: it is within reach by keyboard. */
async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60 && !(await isThere()); presses += 1) {
    await target.page().keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test('the help is searched by keyboard alone', async ({ page, app }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${app.url}#/help`);
  await search(page).focus();
  await page.keyboard.type('preflight');
  await expect(hits(page).getByRole('link').first()).toHaveText(/works without a key/);
  await expectAccessible(page, 'hits in the help');
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(hits(page).getByRole('link').nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(heading(page, /works without a key/)).toBeVisible();
  await page.goto(`${app.url}#/help`);
  await search(page).fill('no such words anywhere');
  await expect(
    page.getByRole('status').filter({ hasText: 'No page has these words' }),
  ).toBeVisible();
  await search(page).fill('');
  await search(page).fill('F2');
  await search(page).press('Enter');
  await expect(heading(page, 'Keyboard shortcuts')).toBeVisible();
  await expect(page.getByText('Rename the chat or the folder')).toBeVisible();
});

test('every page that is no server’s is accessible, and each link of the list leads somewhere', async ({
  page,
  app,
}) => {
  test.slow();
  await page.goto(`${app.url}#/help`);
  const links = page.getByRole('main').getByRole('link');
  await expect(links.first()).toBeVisible();
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  const own = hrefs.filter((href) => href?.startsWith('#/help/'));
  expect(own.length).toBeGreaterThan(40);
  for (const href of own) {
    await page.goto(`${app.url}${href}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('There is no help for this')).toHaveCount(0);
  }
  for (const id of ['symptom/cors', 'providers-json', 'shortcuts', 'install', 'new']) {
    await page.goto(`${app.url}#/help/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(
      page.getByRole('heading', { level: 2 }).or(page.locator('h3')).first(),
    ).toBeVisible();
    await expectAccessible(page, id);
  }
});

test('what fails leads to its page: the doctor, an answer, a file', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 4\d\d/);
  await page.goto(`${app.url}#/providers/add`);
  const refusing = await serve({ models: fail(401, 'Invalid API key') });
  await connect(page, refusing.url, 'sk-wrong');
  await expect(doctor(page)).toHaveAttribute('data-cause', 'unauthorized');
  await doctor(page).getByRole('link', { name: 'Why this happens' }).click();
  await expect(heading(page, /key is refused/)).toBeVisible();

  const full = await serve({ models: [{ id: 'alpha' }], chat: fail(429, 'Slow down') });
  await addProvider(page, app.url, full.url);
  await page.goto(`${app.url}#/`);
  await ask(page, 'Anybody?');
  const failed = page.getByRole('article', { name: 'Assistant' });
  await expect(failed).toHaveAttribute('data-status', 'failed');
  await failed.getByRole('link', { name: 'Help', exact: true }).click();
  await expect(heading(page, /asks to wait/)).toBeVisible();

  await page.goto(`${app.url}#/providers`);
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Import providers.json').click();
  await (
    await chooser
  ).setFiles({ name: 'providers.json', mimeType: 'application/json', buffer: Buffer.from('{') });
  await tabTo(page.getByRole('alert').getByRole('link', { name: 'Help' }));
  await page.keyboard.press('Enter');
  await expect(heading(page, /is not imported/)).toBeVisible();
});

test('a warning leads to its page by keyboard alone, and is gone then', async ({ page, app }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => {
    if (!('clipboard' in navigator)) return;
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    Document.prototype.execCommand = () => false;
  });
  await page.goto(`${app.url}#/help/for-servers`);
  await button(page, 'Copy').first().press('Enter');
  const warning = page.getByText('This browser does not let the page copy.');
  await expect(warning).toBeVisible();
  await expectAccessible(page, 'a warning over a page');
  await tabTo(page.getByRole('status').getByRole('link', { name: 'Help' }));
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Nothing is copied')).toBeVisible();
  await expect(warning).toHaveCount(0);
});

test.describe('a page that fails', () => {
  // A service worker would have the files.
  test.use({ serviceWorkers: 'block' });
  const part = '**/assets/SettingsPage-*.js';

  test('to be drawn leads to the help, and the rest of the app goes on', async ({ page, app }) => {
    await page.route(part, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'export default () => { throw new Error("Broken on purpose"); };',
      }),
    );
    await page.goto(`${app.url}#/settings`);
    await expect(heading(page, 'This page could not be drawn')).toBeVisible();
    await expect(page.getByText('The reason: Broken on purpose')).toBeVisible();
    await expectAccessible(page, 'a page that was not drawn');
    await tabTo(page.getByRole('main').getByRole('link', { name: 'Help' }));
    await page.keyboard.press('Enter');
    await expect(heading(page, 'Patchbay could not go on')).toBeVisible();
    await page.goBack();
    await expect(heading(page, 'This page could not be drawn')).toBeVisible();
    await page.getByRole('link', { name: 'Log', exact: true }).first().click();
    await expect(heading(page, 'Log')).toBeVisible();
  });

  test('to be loaded leads to another page of it, and so does the notice', async ({
    page,
    app,
    watch,
  }) => {
    watch.expectProblems(/Failed to load|dynamically imported module|ERR_FAILED|module script/);
    await page.route(part, (route) => route.abort());
    await page.goto(`${app.url}#/settings`);
    await expect(heading(page, 'This page could not be loaded')).toBeVisible();
    const notice = page.getByRole('status').filter({ hasText: 'A part of Patchbay' });
    await expect(notice.getByRole('link', { name: 'Help' })).toHaveAttribute(
      'href',
      '#/help/symptom/update',
    );
    await page.getByRole('main').getByRole('link', { name: 'Help' }).press('Enter');
    await expect(heading(page, /^A part is not loaded/)).toBeVisible();
    // It has an action, which is still to be had.
    await expect(notice.getByRole('button', { name: 'Reload' })).toBeVisible();
  });
});

test('the help works without a network', async ({ page, front }) => {
  test.setTimeout(200_000);
  await page.goto(front.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(missingFiles), { timeout: 150_000 }).toBe(0);
  front.fault = () => 'cut';
  await page.reload();
  await page.goto(`${front.url}#/help`);
  await search(page).fill('certificate');
  await search(page).press('Enter');
  await expect(heading(page, /does not trust/)).toBeVisible();
  await page.goto(`${front.url}#/help/new`);
  await expect(page.getByRole('heading', { name: '0.1.0' })).toBeVisible();
});

test.describe('an update', () => {
  test.use({ serviceWorkers: 'block' });

  test('is told once, with what it brought, and not at the first start', async ({
    page,
    front,
    serveDist,
  }, testInfo) => {
    const told = page.getByText('Patchbay has been updated.');
    const root = testInfo.outputPath('next');
    await makeNextBuild(root, 'N', withNews);
    await page.goto(front.url);
    // The note of the first start is written some seconds after it.
    const noted = () => page.evaluate(readNews);
    await expect.poll(noted, { timeout: 30_000 }).toMatchObject({ fresh: [] });
    await expect(told).toHaveCount(0);
    front.target = (await serveDist({ root })).origin;
    await page.reload();
    await expect(told).toBeVisible({ timeout: 30_000 });
    await button(page, 'What is new').click();
    await expect(heading(page, 'What is new')).toBeVisible();
    const last = page.getByRole('region', { name: 'Since the last update' });
    await expect(last.getByRole('listitem')).toHaveText(['A newer thing is here.']);
    // What is told once is noted before it is told.
    const build = ((await noted()) as { build: string }).build;
    await page.reload();
    await expect(last.getByRole('listitem')).toHaveCount(1);
    expect(await noted()).toMatchObject({ build });
    await expect(told).toHaveCount(0);
  });
});
