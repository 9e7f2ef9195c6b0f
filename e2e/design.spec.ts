import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectCleanForAxe } from './accessible';
import { DIST, ROOT } from './build.mjs';
import { composer, expect, test } from './chat-pages';

test('the page of components has all of them in both themes, clean for axe', async ({
  page,
  watch,
}) => {
  test.slow();
  // A build before it would have made this production.
  process.env['NODE_ENV'] = 'development';
  const { createServer } = await import('vite');
  const server = await createServer({
    root: ROOT,
    logLevel: 'error',
    cacheDir: 'node_modules/.vite-gallery',
    server: { host: '127.0.0.1', port: 0 },
  });
  try {
    await server.listen();
    const home = server.resolvedUrls?.local[0] ?? '';
    watch.allowOrigins(new URL(home).origin);
    // Vite would tell it of changes that way.
    await page.addInitScript(() =>
      Object.assign(globalThis, {
        WebSocket: class extends EventTarget {
          send() {}
          close() {}
        },
      }),
    );
    await page.goto(`${home}#/ui`);
    await expect(page.getByRole('heading', { name: 'Components' })).toBeVisible({
      timeout: 30_000,
    });
    for (const part of ['Tokens', 'Controls', 'Fields', 'Surfaces', 'Lists'])
      await expect(page.getByRole('region', { name: part })).toBeVisible();
    await expectCleanForAxe(page, 'the page of components');
  } finally {
    // What it loads when idle must not find the server gone.
    await page.close();
    await server.close();
  }
});

test('the built page holds no page of components', async ({ page, app }) => {
  await page.goto(`${app.url}#/ui`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  const scripts = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(5);
  const words = 'Every component in every state';
  expect(
    scripts.filter((name) => readFileSync(join(DIST, 'assets', name), 'utf8').includes(words)),
  ).toEqual([]);
});

test('more contrast, forced colours and less motion are heard', async ({ page, app }) => {
  const token = (name: string): Promise<string> =>
    page.evaluate((of) => getComputedStyle(document.documentElement).getPropertyValue(of), name);
  await page.goto(app.url);
  await expect(composer(page)).toBeFocused();
  const before = await token('--edge-control');
  await page.emulateMedia({ contrast: 'more' });
  expect(await token('--edge-control')).not.toBe(before);
  await page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'reduce' });
  expect(parseFloat(await token('--quick'))).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference', forcedColors: 'active' });
  // Its frame is a shadow otherwise, which is gone there.
  const ring = await composer(page).evaluate((box) => {
    const style = getComputedStyle(box.parentElement ?? box);
    return `${style.outlineStyle} ${style.outlineColor}`;
  });
  expect(ring).toMatch(/^solid/);
  expect(ring).not.toContain('rgba(0, 0, 0, 0)');
  await page.getByRole('button', { name: /^Model/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  expect(await dialog.evaluate((element) => getComputedStyle(element).borderTopWidth)).toBe('1px');
});
