import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { addProvider, baseUrl, expect, test } from './provider-pages';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** The addresses of the pages and what they are called, as the list gives them. */
async function servers(page: Page, home: string): Promise<{ href: string; name: string }[]> {
  await page.goto(`${home}#/help`);
  const links = page.getByRole('table', { name: 'Servers' }).getByRole('link');
  await expect(links.first()).toBeVisible();
  const found = await links.evaluateAll((elements) =>
    elements.map((link) => ({ href: link.getAttribute('href') ?? '', name: link.textContent })),
  );
  expect(found).toHaveLength(12);
  return found;
}

// The ways in that name no page: a switch, or a flag for all.
const nameless = ['lm-studio', 'text-generation-webui', 'transformers'];

test('every server has a page with this page’s address in a line to copy', async ({
  page,
  app,
}) => {
  for (const { href, name } of await servers(page, app.url)) {
    await page.goto(`${app.url}${href}`);
    await expect(heading(page, name)).toBeVisible();
    for (const part of ['Allow this page', 'Context window', 'Known limits'])
      await expect(page.getByRole('region', { name: part })).toBeVisible();
    const commands = page.getByRole('region', { name: 'Allow this page' }).getByRole('listitem');
    const own = commands.locator('code').filter({ hasText: app.origin });
    if (nameless.some((id) => href.endsWith(`/${id}`))) await expect(own).toHaveCount(0);
    else await expect(own.first()).toBeVisible();
  }
});

for (const [width, height] of [
  [390, 844],
  [1440, 900],
] as const) {
  test(`every page of the help is accessible and fits, ${width} px`, async ({ page, app }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    const list = await servers(page, app.url);
    for (const { href, name } of [{ href: '#/help', name: 'Help' }, ...list]) {
      await page.goto(`${app.url}${href}`);
      await expect(heading(page, name)).toBeVisible();
      await expectAccessible(page, name);
    }
  });
}

test('the help works by keyboard: a line is copied, an address becomes a provider', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await page.evaluate(() => {
    const copied: string[] = [];
    Object.assign(globalThis, { copied });
    navigator.clipboard.writeText = (text) => Promise.resolve(void copied.push(text));
  });
  await page.getByRole('navigation').getByRole('link', { name: 'Help' }).press('Enter');
  await page.getByRole('link', { name: 'vLLM' }).press('Enter');
  await expect(heading(page, 'vLLM')).toBeVisible();
  const allow = page.getByRole('region', { name: 'Allow this page' });
  await allow.getByRole('button', { name: 'Copy' }).press('Enter');
  await expect(allow.getByRole('button', { name: 'Copied' })).toBeFocused();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'copied'))).toEqual([
    `vllm serve MODEL --allowed-origins '["${app.origin}"]'`,
  ]);
  await page.getByRole('link', { name: 'Add a provider at http://localhost:8000/v1' }).focus();
  await page.keyboard.press('Enter');
  await expect(baseUrl(page)).toHaveValue('http://localhost:8000/v1');
});

test('a provider’s page leads to the page of its server', async ({ page, app, serve }) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await page.goto(`${app.url}#/providers/add`);
  await page.getByRole('button', { name: 'LiteLLM' }).click();
  await baseUrl(page).fill(server.url);
  await baseUrl(page).press('Enter');
  await page.getByRole('link', { name: 'About this server' }).click();
  await expect(heading(page, 'LiteLLM')).toBeVisible();
  await page.getByRole('link', { name: 'All servers' }).click();
  await expect(heading(page, 'Help')).toBeVisible();
});

test('without a preset and unrecognised there is no such link; an unknown page says so', async ({
  page,
  app,
  serve,
}) => {
  const server = await serve({ models: [{ id: 'alpha' }] });
  await addProvider(page, app.url, server.url);
  await expect(page.getByRole('table', { name: 'Models' })).toContainText('alpha');
  await expect(page.getByRole('link', { name: 'About this server' })).toHaveCount(0);
  await page.goto(`${app.url}#/help/nobody`);
  await expect(page.getByText('There is no help for this')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'All of the help' }).click();
  await expect(heading(page, 'Help')).toBeVisible();
});
