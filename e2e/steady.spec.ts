import type { Page } from '@playwright/test';
import { composer, expect, test } from './chat-pages';
import { askFinely, fineServer } from './fine-chat';
import { addProvider } from './provider-pages';

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
}

/** Adds up what moves by itself, with what it was, from the start of the page on. */
function watchShifts(): void {
  const shifts: string[] = [];
  Object.assign(globalThis, { shifts });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
      if (hadRecentInput) continue;
      const names = sources.map(({ node }) =>
        node instanceof Element ? `${node.tagName}.${node.className}` : (node?.nodeName ?? 'gone'),
      );
      shifts.push(`${value.toFixed(5)} ${names.join(' ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Notes each title that the page has had at the end of a task. */
function watchTitles(): void {
  const titles = new Set<string>();
  Object.assign(globalThis, { titles });
  new MutationObserver(() => {
    const title = document.querySelector('h1')?.textContent;
    if (title) titles.add(title);
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** What has moved; asked for after two frames, when the last of them has been told. */
function shiftsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    return Reflect.get(globalThis, 'shifts') as string[];
  });
}

async function expectSteady(page: Page, what: string): Promise<void> {
  const shifts = await shiftsOf(page);
  const sum = shifts.reduce((total, shift) => total + parseFloat(shift), 0);
  // A tenth is what is called good; a line of text that moves is a hundredth.
  expect(sum, `${what}:\n${shifts.join('\n')}`).toBeLessThan(0.01);
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`nothing jumps: at the start, while it streams, when a chat is opened, ${String(viewport.width)} px`, async ({
    page,
    app,
    serve,
  }) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(watchShifts);
    await page.addInitScript(watchTitles);
    await page.goto(app.url);
    await expect(composer(page)).toBeEditable();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await expectSteady(page, 'start');
    const server = await serve(fineServer);
    await addProvider(page, app.url, server.url);
    await page.goto(`${app.url}#/`);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Model qwen2.5-14b-instruct' })).toBeVisible();
    await expectSteady(page, 'start with a provider');
    await askFinely(page, 'table');
    await expectSteady(page, 'streaming');
    await page.reload();
    await expect(page.getByRole('article', { name: 'Assistant' }).getByRole('table')).toBeVisible();
    await expectSteady(page, 'opening a chat');
    expect(await page.evaluate(() => [...Reflect.get(globalThis, 'titles')])).toEqual([
      await page.getByRole('heading', { level: 1 }).textContent(),
    ]);
    await page.goto(`${app.url}#/storage`);
    await page.reload();
    await expect(page.getByRole('region', { name: 'Biggest chats' })).toBeAttached();
    await expectSteady(page, 'what is stored');
  });
}
