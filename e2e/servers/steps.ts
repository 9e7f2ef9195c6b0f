// What a person does on the pages, for the journeys against real servers.
import type { Page } from '@playwright/test';

export const composer = (page: Page) => page.getByRole('textbox', { name: /Message/ });
export const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });
export const doctor = (page: Page) => page.getByRole('region', { name: 'Connection doctor' });
export const savedUrl = /#\/providers\/(?!add)\w+$/;

export async function addProvider(
  page: Page,
  home: string,
  baseUrl: string,
  key = '',
  preset?: string,
): Promise<void> {
  await page.goto(`${home}#/providers`);
  await page.getByRole('link', { name: 'Add provider' }).click();
  if (preset) await page.getByRole('button', { name: preset, exact: true }).click();
  await page.getByLabel('Base URL', { exact: true }).fill(baseUrl);
  await page.getByLabel('API key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Connect' }).click();
}

async function chooseModel(page: Page, id: string): Promise<void> {
  await page.getByRole('button', { name: /^Model/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(id);
  await dialog.getByRole('option', { name: id }).first().click();
}

export async function ask(page: Page, home: string, text: string, model?: string): Promise<void> {
  await page.goto(`${home}#/`);
  if (model) await chooseModel(page, model);
  await composer(page).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}
