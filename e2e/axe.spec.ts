import type { Page } from '@playwright/test';
import { expectCleanForAxe } from './accessible';
import { button, composer, expect, test } from './chat-pages';
import { askFinely, fineServer } from './fine-chat';
import { addProvider, modelsTable } from './provider-pages';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** Every page that an address leads to, by its heading. */
const PAGES = [
  ['#/providers', 'Providers'],
  ['#/providers/add', 'Add provider'],
  ['#/prompts', 'Prompts and presets'],
  ['#/tools', 'Tool servers'],
  ['#/storage', 'Storage'],
  ['#/settings', 'Settings'],
  ['#/log', 'Log'],
  ['#/help', 'Help'],
  ['#/help/vllm', 'vLLM'],
  ['#/nowhere/at/all', 'There is no such page'],
] as const;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function checkPages(page: Page, home: string, what: string): Promise<void> {
  for (const [route, name] of PAGES) {
    await page.goto(`${home}${route}`);
    await expect(page.getByRole('heading', { name, exact: true }).first()).toBeVisible();
    await expectCleanForAxe(page, `${name}, ${what}`);
  }
}

for (const viewport of [WIDE, NARROW]) {
  const width = String(viewport.width);

  test(`axe finds nothing on any empty page, ${width} px`, async ({ page, app }) => {
    test.slow();
    await page.setViewportSize(viewport);
    await page.goto(app.url);
    await expect(composer(page)).toBeEditable();
    await expectCleanForAxe(page, 'first visit');
    await page.goto(`${app.url}#/chat/gone`);
    await expect(page.getByText('This chat is not here')).toBeVisible();
    await expectCleanForAxe(page, 'a chat that is gone');
    await checkPages(page, app.url, 'empty');
  });

  test(`axe finds nothing in a chat, its menus and its dialogs, ${width} px`, async ({
    page,
    app,
    serve,
    watch,
  }) => {
    test.slow();
    watch.expectProblems(/status of 500/);
    await page.setViewportSize(viewport);
    const server = await serve(fineServer);
    await addProvider(page, app.url, server.url);
    await expect(modelsTable(page)).toContainText('llama-3.3');
    await expectCleanForAxe(page, 'a provider');
    await page.goto(`${app.url}#/`);
    await expect(button(page, 'Model qwen2.5-14b-instruct')).toBeVisible();
    await askFinely(page, 'table');
    await page.getByRole('button', { name: /^Reasoning/ }).click();
    await expectCleanForAxe(page, 'reasoning, code and a table');
    await askFinely(page, 'tool');
    await page.getByRole('button', { name: /^calculator/ }).click();
    await expectCleanForAxe(page, 'a tool call');
    await askFinely(page, 'failure');
    await expectCleanForAxe(page, 'an answer that failed');

    for (const name of ['Chat actions', 'More for this answer']) {
      await button(page, name).first().click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectCleanForAxe(page, `menu ${name}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toHaveCount(0);
    }
    await button(page, 'Edit').first().click();
    await expectCleanForAxe(page, 'editing a question');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Model / }).click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectCleanForAxe(page, 'the picker');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Tools/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectCleanForAxe(page, 'the tools of a chat');
    await page.keyboard.press('Escape');
    for (const [keys, name] of [
      ['ControlOrMeta+k', 'Commands'],
      ['ControlOrMeta+/', 'Keyboard shortcuts'],
    ] as const) {
      await page.keyboard.press(keys);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      await expectCleanForAxe(page, name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    if (viewport === NARROW) {
      await button(page, 'Menu').click();
      await expect(page.getByRole('navigation', { name: 'Patchbay' })).toBeVisible();
      await expectCleanForAxe(page, 'the drawer');
      await page.keyboard.press('Escape');
    }
    await button(page, 'Chat actions').click();
    await page.getByRole('menuitem', { name: 'Delete chat' }).click();
    await expect(button(page, 'Undo')).toBeVisible();
    await expectCleanForAxe(page, 'a toast');
    await button(page, 'Undo').click();
    await checkPages(page, app.url, 'in use');
  });

  test(`axe finds nothing in the dialogs of the pages, ${width} px`, async ({
    page,
    app,
    serve,
  }) => {
    test.slow();
    await page.setViewportSize(viewport);
    const server = await serve(fineServer);
    await addProvider(page, app.url, server.url);
    await expect(modelsTable(page)).toContainText('llama-3.3');
    await button(page, 'Edit').click();
    await expectCleanForAxe(page, 'editing a provider');
    await button(page, 'Set limits of llama-3.3-70b-instruct').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectCleanForAxe(page, 'limits of a model');
    await page.keyboard.press('Escape');
    await page.goto(`${app.url}#/providers`);
    await button(page, 'Export providers.json').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectCleanForAxe(page, 'export');
    await page.keyboard.press('Escape');
    const chooser = page.waitForEvent('filechooser');
    await button(page, 'Import providers.json').click();
    const entry = { name: 'openai-compatible', api_key: '', base_url: server.url, models: [] };
    const content = JSON.stringify({
      providers: { 'openai-compatible': entry, other: { ...entry, name: 'other' } },
    });
    await (
      await chooser
    ).setFiles({
      name: 'providers.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectCleanForAxe(page, 'import');
    await page.keyboard.press('Escape');
    await page.goto(`${app.url}#/storage`);
    await page
      .getByRole('region', { name: 'Backup' })
      .getByRole('button', { name: /Back ?up/ })
      .first()
      .click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectCleanForAxe(page, 'backup');
    await page.keyboard.press('Escape');
    await page.goto(`${app.url}#/prompts`);
    await page
      .getByRole('button', { name: /(New|Add) prompt|Write/ })
      .first()
      .click();
    await expectCleanForAxe(page, 'writing a prompt');
  });
}
