import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../build.mjs';
import { test } from '../chat-pages';
import { askAtPace, openNewChat, openProvider } from '../screens/journey';
import { HOME, makeStill, OPEN, pacedServer, stillness } from '../screens/still';

test.use(stillness);

// As high as the question and its whole answer.
const WIDE = { width: 1280, height: 880 };
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
  test(`screens, ${name}`, async ({ page, app, serve, watch }) => {
    await page.setViewportSize(viewport);
    const { options, pace } = pacedServer();
    await makeStill(page, watch, { [HOME]: app, [OPEN]: await serve(options) });
    await openProvider(page);
    await shoot(page, `provider-${name}`);
    await openNewChat(page);
    await askAtPace(page, pace);
    await page.emulateMedia({ colorScheme: 'light' });
    await shoot(page, `chat-${name}`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, `chat-${name}-dark`);
  });
}
