import type { Page } from '@playwright/test';
import { ask, button, composer, expect, test as base } from './chat-pages';
import { type Fault, type FrontServer, startFront } from './front-server';
import { readNews, withNews } from './news';
import { makeNextBuild } from './next-build';
import { addProvider } from './provider-pages';
import { createGate, done, finish, say, wait } from './servers/scripted';
import { missingFiles } from './stored-files.mjs';

base.use({ serviceWorkers: 'allow' });

const READY = 'A new version of Patchbay is ready.';
const WAITS = 'Another tab is still answering. The new version comes when it is done.';
const faults: Fault[] = ['cut', 'half', 'not-found', 'broken', 'page', 'short'];

interface Deployment {
  front: FrontServer;
  /** From now on the server has the next build, its texts changed by `edit`, and nothing of this one. */
  deployNext(edit?: (text: string) => string): Promise<void>;
}

const test = base.extend<{ deployment: Deployment }>({
  deployment: async ({ serveDist, watch }, use, testInfo) => {
    const front = await startFront((await serveDist()).origin);
    watch.allowOrigins(front.origin);
    await use({
      front,
      async deployNext(edit) {
        const root = testInfo.outputPath('next');
        await makeNextBuild(root, 'N', edit);
        front.target = (await serveDist({ root })).origin;
      },
    });
    await front.close();
  },
  // It needs the server only to be closed before it.
  context: async ({ context, deployment: _deployment }, use) => {
    await use(context);
    await context.close();
  },
});

const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const build = (page: Page) => page.locator('html');

async function isStored(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(missingFiles), { timeout: 150_000 }).toBe(0);
}

/** Marks the document, so that a reload would be seen. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => document.body.setAttribute('data-here', ''));
}
const marked = (page: Page) => page.locator('body[data-here]');

/** Looks for a new version, and waits until that is installed or given up. */
async function update(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => {});
    const worker = registration.installing;
    // It has no state after this one but installed or redundant.
    if (worker?.state === 'installing') {
      await new Promise((resolve) => {
        worker.addEventListener('statechange', resolve, { once: true });
      });
    }
    return registration.waiting ? 'waits' : 'nothing';
  });
}

test(
  'an update waits for the answer of another tab, and neither that tab nor typed text is touched',
  { tag: '@firefox' },
  async ({ page, context, deployment, serve }) => {
    test.setTimeout(270_000);
    const { front, deployNext } = deployment;
    const gate = createGate();
    const server = await serve({
      models: [{ id: 'alpha' }],
      chat: [say('Half of it'), wait(gate), say(', and the rest.'), finish('stop'), done()],
    });
    await addProvider(page, front.url, server.url);
    await page.goto(`${front.url}#/`);
    await isStored(page);
    await ask(page, 'A long story');
    await gate.reached;
    await expect(answer(page)).toContainText('Half of it');
    const typing = await context.newPage();
    await typing.goto(front.url);
    await composer(typing).fill('Not sent yet');
    const reader = await context.newPage();
    await reader.goto(`${front.url}#/settings`);
    for (const tab of [page, typing, reader]) await mark(tab);

    await deployNext();
    expect(await update(reader)).toBe('waits');
    await expect(reader.getByText(READY)).toBeVisible();
    await expect(page.getByText(READY)).toBeHidden();
    await reader.bringToFront();
    await button(reader, 'Reload').click();
    await expect(reader.getByText(WAITS)).toBeVisible();
    await expect(marked(page)).toHaveCount(1);

    gate.open();
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    // By itself.
    await expect(build(reader)).toHaveAttribute('data-build', 'N', { timeout: 30_000 });
    await expect(marked(reader)).toHaveCount(0);
    for (const tab of [page, typing]) {
      await expect(marked(tab)).toHaveCount(1);
      await expect(build(tab)).not.toHaveAttribute('data-build');
    }
    // The new worker is in charge of all tabs now, and the server knows no file of the old version.
    await expect(answer(page)).toContainText('Half of it, and the rest.');
    await isStored(reader);
    await page.evaluate(() => (location.hash = '#/help'));
    await expect(page.getByRole('heading', { name: 'Help', exact: true })).toBeVisible();
    await expect(composer(typing)).toHaveValue('Not sent yet');
    await typing.bringToFront();
    await expect(typing.getByText(READY)).toBeVisible({ timeout: 30_000 });
    await button(typing, 'Reload').click();
    await expect(build(typing)).toHaveAttribute('data-build', 'N');
    await expect(composer(typing)).toHaveValue('Not sent yet');
  },
);

test('an update that is cut again and again on its way leaves the old version whole, and is done later', async ({
  page,
  deployment,
  watch,
  browserName,
}) => {
  test.setTimeout(280_000);
  // What each browser says of a file that did not come.
  watch.expectProblems(/Failed to load|NetworkError|network error|ServiceWorker|integrity|404|500/);
  const { front, deployNext } = deployment;
  await page.goto(front.url);
  await isStored(page);
  const old = await page.evaluate(() =>
    Array.from(document.querySelectorAll('script'), ({ src }) => src),
  );
  await deployNext();
  let cuts = 0;
  let lost = 0;
  const reads = (url: string) =>
    page.evaluate(
      (file) =>
        fetch(file).then(
          ({ ok }) => ok,
          () => false,
        ),
      url,
    );
  const isWhole = async () => {
    for (const url of old) if (!(await reads(url))) return false;
    if (cuts % 6 !== 0) return true;
    await page.evaluate(() => (location.hash = '#/'));
    await page.reload();
    await composer(page).fill('Still here');
    await page.evaluate(() => (location.hash = '#/help'));
    await expect(page.getByRole('heading', { name: 'Help', exact: true })).toBeVisible();
    return (await build(page).getAttribute('data-build')) === null;
  };
  for (;;) {
    const kind = faults[cuts % faults.length];
    let left = 18;
    let hasFailed = false;
    // Some more files come, then none: a later attempt goes on from there. (The unit tests cut at each single one.)
    front.fault = (path) => {
      if (path === '/worker.js' || left-- > 0) return undefined;
      hasFailed = true;
      return kind;
    };
    if ((await update(page)) === 'waits') break;
    expect(hasFailed, 'an update that failed for no reason').toBe(true);
    cuts += 1;
    front.fault = () => 'cut';
    if (!(await isWhole())) lost += 1;
  }
  front.fault = undefined;
  console.log(`${browserName}: ${cuts} cuts, lost: ${lost}`);
  expect(lost).toBe(0);
  expect(cuts).toBeGreaterThan(8);
  await expect(page.getByText(READY)).toBeVisible();
  await button(page, 'Reload').click();
  await expect(build(page)).toHaveAttribute('data-build', 'N');
  await isStored(page);
  front.fault = () => 'cut';
  await page.reload();
  await expect(build(page)).toHaveAttribute('data-build', 'N');
  await page.evaluate(() => (location.hash = '#/help'));
  await expect(page.getByRole('heading', { name: 'Help', exact: true })).toBeVisible();
});

test(
  'an update that somebody agreed to says once what is new; a first visit and one that waits say nothing',
  { tag: '@firefox' },
  async ({ page, deployment }) => {
    test.setTimeout(200_000);
    const { front, deployNext } = deployment;
    const told = page.getByText('Patchbay has been updated.');
    const last = page.getByRole('region', { name: 'Since the last update' });
    await page.goto(front.url);
    await isStored(page);
    // The note of the first visit is written some seconds after it.
    await expect
      .poll(() => page.evaluate(readNews), { timeout: 30_000 })
      .toMatchObject({
        fresh: [],
      });
    await expect(told).toHaveCount(0);
    await page.goto(`${front.url}#/help/new`);
    await expect(page.getByRole('heading', { level: 1, name: 'What is new' })).toBeVisible();
    await expect(page.getByText('A newer thing is here.')).toHaveCount(0);

    await deployNext(withNews);
    expect(await update(page)).toBe('waits');
    await expect(page.getByText(READY)).toBeVisible();
    // Nobody has agreed: a reload is the old version still.
    await page.reload();
    await expect(page.getByText(READY)).toBeVisible({ timeout: 30_000 });
    await expect(build(page)).not.toHaveAttribute('data-build');
    await expect(told).toHaveCount(0);
    await button(page, 'Reload').click();
    await expect(build(page)).toHaveAttribute('data-build', 'N');
    await expect(told).toBeVisible({ timeout: 30_000 });
    await button(page, 'What is new').press('Enter');
    await expect(last.getByRole('listitem')).toHaveText(['A newer thing is here.']);

    const noted = await page.evaluate(readNews);
    await page.goto(`${front.url}#/help`);
    await page.reload();
    await page.getByRole('main').getByRole('link', { name: 'What is new' }).click();
    await expect(last.getByRole('listitem')).toHaveText(['A newer thing is here.']);
    // It is noted before it is told; what is noted stays, so it is not told again.
    expect(await page.evaluate(readNews)).toEqual(noted);
    await expect(told).toHaveCount(0);
  },
);

test(
  'who saves data is told that parts are missing, and can have them',
  { tag: '@firefox' },
  async ({ page, app }) => {
    test.setTimeout(180_000);
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
    );
    await page.goto(app.url);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.goto(`${app.url}#/storage`);
    const section = page.getByRole('region', { name: 'Without a network' });
    await expect(section).toContainText(/\d+ of \d+ files of Patchbay are not stored yet/);
    await expect(section).toContainText('told to save data');
    await section.getByRole('button', { name: 'Store them now' }).click();
    await expect(section).toContainText(/All \d+ files of Patchbay are stored/, {
      timeout: 150_000,
    });
  },
);

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test(
    'a part that a deployment took away says so, and takes nothing else along',
    { tag: '@firefox' },
    async ({ page, deployment, watch }) => {
      watch.expectProblems(
        /404|dynamically imported module|preload CSS|module script|Loading module|error loading/,
      );
      const { front, deployNext } = deployment;
      await page.goto(front.url);
      await composer(page).fill('Words that nobody sent');
      // What is fetched by itself soon after the start is there by then.
      await page.waitForLoadState('networkidle');
      await deployNext();
      await page.keyboard.press('ControlOrMeta+k');
      const notice = page.getByText('A part of Patchbay could not be loaded');
      await expect(notice).toBeVisible();
      await expect(composer(page)).toHaveValue('Words that nobody sent');
      await page.evaluate(() => (location.hash = '#/help'));
      await expect(
        page.getByRole('heading', { name: 'This page could not be loaded' }),
      ).toBeVisible();
      await page.evaluate(() => (location.hash = '#/'));
      await expect(composer(page)).toHaveValue('Words that nobody sent');
      await expect(notice).toHaveCount(1);
      await button(page, 'Reload').click();
      await expect(build(page)).toHaveAttribute('data-build', 'N');
      await expect(composer(page)).toHaveValue('Words that nobody sent');
    },
  );
});
