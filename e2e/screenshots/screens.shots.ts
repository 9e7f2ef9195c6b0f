import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../build.mjs';
import { composer, expect, test } from '../chat-pages';
import { askFinely, fineServer } from '../fine-chat';
import { addProvider, modelsTable } from '../provider-pages';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

/** What is on screen, without the focus, which is in the way of looking. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await page.mouse.move(0, 0);
  const path = join(ROOT, 'public/screenshots', `${name}.png`);
  await page.screenshot({ path, caret: 'hide', animations: 'disabled' });
}

for (const [viewport, name] of [
  [WIDE, 'wide'],
  [NARROW, 'narrow'],
] as const) {
  test(`screens, ${name}`, async ({ page, app, serve }) => {
    await page.setViewportSize(viewport);
    // An address that a reader knows, in place of one with another port each time.
    const server = await serve(fineServer, 1234);
    await addProvider(page, app.url, server.url);
    await expect(modelsTable(page)).toContainText('llama-3.3');
    await shoot(page, `provider-${name}`);
    await page.goto(`${app.url}#/`);
    await expect(page.getByRole('button', { name: 'Model qwen2.5-14b-instruct' })).toBeVisible();
    await expect(composer(page)).toBeEditable();
    await askFinely(page, 'table');
    // The end of it, in its colours, with what it took.
    await expect(page.getByRole('article').locator('pre code span').first()).toBeVisible();
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(page, `chat-${name}`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, `chat-${name}-dark`);
  });
}
