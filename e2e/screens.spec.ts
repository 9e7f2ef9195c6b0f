import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { ROOT } from './build.mjs';
import { composer, expect, test } from './chat-pages';
import { askFinely, fineServer } from './fine-chat';
import { addProvider, modelsTable } from './provider-pages';

// What the main screens measured when somebody last looked at them. `RENEW_SCREENS=1 npx playwright test -c e2e screens`
// writes it anew; look at the difference.
const FILE = join(ROOT, 'e2e/screens.json');
const isRenewed = process.env['RENEW_SCREENS'] === '1';

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}
type Measured = Record<string, Record<string, Box>>;

/** Fonts differ between machines, and with them what text takes; what the design decides does not. */
const TOLERANCE = 12;

async function boxOf(locator: Locator): Promise<Box> {
  await expect(locator).toBeVisible();
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} has no box`);
  const [left, top, width, height] = [box.x, box.y, box.width, box.height].map(Math.round);
  return { left, top, width, height } as Box;
}

function expectAlike(found: Record<string, Box>, stored: Record<string, Box> = {}): void {
  expect(Object.keys(found)).toEqual(Object.keys(stored));
  for (const [name, box] of Object.entries(found))
    for (const [side, value] of Object.entries(box)) {
      const before = stored[name]?.[side as keyof Box] ?? NaN;
      expect
        .soft(Math.abs(value - before), `${name} ${side}: ${String(value)}, was ${String(before)}`)
        .toBeLessThanOrEqual(TOLERANCE);
    }
}

/** Colours of the page that each theme must give, and text that must be read on them. */
async function expectTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  const lightness = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.documentElement);
    return [color, backgroundColor].map((value) => Number(/oklch\(([\d.]+)/.exec(value)?.[1]));
  });
  const [text = NaN, ground = NaN] = lightness;
  const [dark, light] = colorScheme === 'light' ? [text, ground] : [ground, text];
  expect(dark).toBeLessThan(0.3);
  expect(light).toBeGreaterThan(0.9);
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  const { width } = viewport;
  test(`the main screens have their shape in both themes, ${String(width)} px`, async ({
    page,
    app,
    serve,
  }) => {
    await page.setViewportSize(viewport);
    const server = await serve(fineServer);
    const main = page.getByRole('main');
    const found: Measured = {};

    await addProvider(page, app.url, server.url);
    await expect(modelsTable(page)).toContainText('llama-3.3');
    found['provider'] = {
      main: await boxOf(main),
      title: await boxOf(main.getByRole('heading', { level: 1 })),
    };
    await page.goto(`${app.url}#/`);
    await expect(page.getByRole('button', { name: 'Model qwen2.5-14b-instruct' })).toBeVisible();
    await askFinely(page, 'table');
    for (const theme of ['dark', 'light'] as const) {
      await expectTheme(page, theme);
      const send = page.getByRole('button', { name: 'Send', exact: true });
      const boxes = {
        main: await boxOf(main),
        log: await boxOf(page.getByRole('log')),
        composer: await boxOf(composer(page)),
        send: await boxOf(send),
      };
      // What must hold whatever the fonts: the order, the edges, and targets for a finger.
      expect(boxes.log.top + boxes.log.height).toBeLessThanOrEqual(boxes.composer.top);
      expect(boxes.send.left + boxes.send.width).toBeLessThanOrEqual(width);
      expect(boxes.send.top + boxes.send.height).toBeLessThanOrEqual(viewport.height);
      if (found['chat']) expect(boxes, 'a theme moves nothing').toEqual(found['chat']);
      found['chat'] = boxes;
    }
    const answer = page.getByRole('article', { name: 'Assistant' });
    const paragraph = await boxOf(answer.locator('p').first());
    // 72 characters of 16 px: a column that is read with ease.
    expect(paragraph.width).toBeLessThanOrEqual(760);

    await page.goto(`${app.url}#/settings`);
    found['settings'] = {
      main: await boxOf(main),
      title: await boxOf(main.getByRole('heading', { level: 1 })),
      theme: await boxOf(page.getByLabel('Theme', { exact: true })),
    };
    const all = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Measured>;
    if (isRenewed)
      writeFileSync(FILE, `${JSON.stringify({ ...all, [width]: found }, undefined, 2)}\n`);
    else
      for (const [screen, boxes] of Object.entries(found)) expectAlike(boxes, all[width]?.[screen]);
  });
}
