import type { Locator, Page } from '@playwright/test';
import { downloaded } from './downloads';
import { expect, test } from './fixtures';

export { expect, test };

/** The address of a saved provider's page. */
export const savedUrl = /#\/providers\/(?!add)[^/]+$/;

export const doctor = (page: Page): Locator =>
  page.getByRole('region', { name: 'Connection doctor' });
export const baseUrl = (page: Page): Locator => page.getByLabel('Base URL', { exact: true });
export const apiKey = (page: Page): Locator => page.getByLabel('API key', { exact: true });
export const modelsTable = (page: Page): Locator => page.getByRole('table', { name: 'Models' });
export const provider = (page: Page, name = 'OpenAI-Compatible'): Locator =>
  page.getByRole('region', { name });

/** Fills in the form of Add provider, which is open, and presses Enter. */
export async function connect(page: Page, url: string, key = ''): Promise<void> {
  await baseUrl(page).fill(url);
  if (key) await apiKey(page).fill(key);
  await baseUrl(page).press('Enter');
}

/** Adds a provider from its form to its page. `home` is the address of the app. */
export async function addProvider(page: Page, home: string, url: string, key = ''): Promise<void> {
  await page.goto(`${home}#/providers/add`);
  await connect(page, url, key);
  await expect(page).toHaveURL(savedUrl);
}

/** Every record of every store of the page's databases, to compare before and after. */
export function stored(page: Page): Promise<unknown> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
      });
    const dump: Record<string, unknown> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const records = database.transaction(store).objectStore(store);
        dump[`${name}/${store}`] = [await done(records.getAllKeys()), await done(records.getAll())];
      }
      database.close();
    }
    return dump;
  });
}

/** The text of an export, as it was downloaded. */
export async function exported(page: Page, withKeys = false): Promise<string> {
  await page.getByRole('button', { name: 'Export providers.json' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export providers.json' });
  const box = dialog.getByRole('checkbox', { name: 'Include API keys' });
  await expect(box).not.toBeChecked();
  if (withKeys) await box.check();
  const press = () => dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const { name, text } = await downloaded(page, press);
  expect(name).toBe('providers.json');
  await expect(dialog).toBeHidden();
  return text;
}
