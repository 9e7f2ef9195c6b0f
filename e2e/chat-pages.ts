import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from './fixtures';
import { addProvider } from './provider-pages';
import type { ScriptedOptions, ScriptedServer } from './servers/scripted';

export { expect };

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /Message/ });
export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

export const test = base.extend<{
  /** Starts a scripted server, adds it as a provider, and opens a new chat. */
  begin: (options: ScriptedOptions) => Promise<ScriptedServer>;
}>({
  begin: async ({ page, app, serve }, use) => {
    await use(async (options) => {
      const server = await serve(options);
      await addProvider(page, app.url, server.url);
      await page.goto(`${app.url}#/`);
      await expect(button(page, 'Model scripted')).toBeVisible();
      return server;
    });
  },
});

/** Types a question and sends it. */
export async function ask(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}
