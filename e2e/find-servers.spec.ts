import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page, Route } from '@playwright/test';
import { baseUrl, connect, expect, savedUrl, test as base } from './provider-pages';
import { createGate, type Gate } from './servers/scripted';

// A page that a service worker controls could ask past the routes below.
base.use({ serviceWorkers: 'block' });

const PORTS = [1234, 11434, 8080, 9931, 8000, 5000, 3000, 2242, 4000];
const NAME = 'Look for servers on this computer';

/** What a port of this computer does when it is asked; one that is not named refuses the connection. */
type Port = 'models' | 'other-origin' | 'web-page' | Gate;

interface Computer {
  /** `METHOD URL` of every request to a default port, with whether it carried a key. */
  asked: string[];
}

const test = base.extend<{
  /** Answers for all default ports in their place: nothing is really asked there. */
  pretend: (ports: Record<number, Port>) => Promise<Computer>;
}>({
  pretend: async ({ page, watch }, use) => {
    watch.expectProblems(/ERR_CONNECTION_REFUSED|ERR_FAILED|CORS policy|Cross-Origin Request/);
    watch.allowOrigins(...PORTS.map((port) => `http://localhost:${String(port)}`));
    await use(async (ports) => {
      const asked: string[] = [];
      const isDefault = (url: URL) =>
        url.hostname === 'localhost' && PORTS.includes(Number(url.port));
      await page.route(isDefault, async (route) => {
        const request = route.request();
        const key = (await request.headerValue('authorization')) ? ' with a key' : '';
        asked.push(`${request.method()} ${request.url()}${key}`);
        await answer(route, ports[Number(new URL(request.url()).port)]);
      });
      return { asked };
    });
  },
});

async function answer(route: Route, port: Port | undefined): Promise<void> {
  if (port === undefined) return route.abort('connectionrefused');
  if (port === 'web-page') {
    const headers = { 'access-control-allow-origin': '*' };
    return route.fulfill({ contentType: 'text/html', headers, body: '<!doctype html><p>Hi' });
  }
  if (typeof port !== 'string') {
    port.arrive();
    await port.opened;
  }
  const allowed = port === 'other-origin' ? 'http://elsewhere.example' : '*';
  const headers = { 'access-control-allow-origin': allowed };
  await route.fulfill({ headers, json: { object: 'list', data: [{ id: 'a' }, { id: 'b' }] } });
}

const around = (page: Page): Locator =>
  page.getByRole('region', { name: 'Servers on this computer' });
const row = (page: Page, host: string): Locator =>
  around(page).getByRole('listitem').filter({ hasText: host });
const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

test('nothing is asked before the press, and what will be asked is named', async ({
  page,
  app,
  pretend,
}) => {
  const { asked } = await pretend({});
  await page.goto(`${app.url}#/providers/add`);
  await expect(button(page, NAME)).toBeVisible();
  for (const port of PORTS) await expect(around(page)).toContainText(`localhost:${String(port)}`);
  await expect(around(page).getByRole('listitem')).toHaveCount(0);
  expect(asked).toEqual([]);
});

test('each address says what it is, and a found one fills in the form but connects nothing', async ({
  page,
  app,
  pretend,
}) => {
  const { asked } = await pretend({
    1234: 'models',
    11434: 'other-origin',
    3000: 'web-page',
  });
  await page.goto(`${app.url}#/providers/add`);
  await page.getByLabel('API key', { exact: true }).fill('sk-not-for-everyone');
  await button(page, NAME).click();
  await expect(around(page).getByRole('status')).toHaveText(/^2 servers answer\./);
  await expect(row(page, 'localhost:1234')).toContainText('2 models');
  await expect(row(page, 'localhost:3000')).toContainText('something else');
  await expect(row(page, 'localhost:4000')).toContainText('nothing answers');
  const blocked = row(page, 'localhost:11434');
  await expect(blocked).toContainText('answers, but not this page');
  await blocked.getByRole('button', { name: 'How to allow this page' }).click();
  await expect(blocked).toContainText(`OLLAMA_ORIGINS=${new URL(app.url).origin}`);
  expect(asked.filter((line) => !/^GET http:\/\/localhost:\d+\/\S*$/.test(line))).toEqual([]);
  expect(new Set(asked.map((line) => new URL(line.slice(4)).port)).size).toBe(PORTS.length);

  const before = asked.length;
  await button(page, 'Use localhost:1234').click();
  await expect(baseUrl(page)).toHaveValue('http://localhost:1234/v1');
  await expect(baseUrl(page)).toBeFocused();
  await expect(page.getByText('Will be called LM Studio.')).toBeVisible();
  await expect(page).toHaveURL(/#\/providers\/add$/);
  expect(asked).toHaveLength(before);

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.getByLabel('API key', { exact: true }).fill('');
  await connect(page, 'http://localhost:1234/v1');
  await expect(page).toHaveURL(savedUrl);
});

test('where nothing answers, that is said with what to check', async ({ page, app, pretend }) => {
  await pretend({});
  await page.goto(`${app.url}#/providers/add`);
  await button(page, NAME).press('Enter');
  await expect(around(page).getByRole('status')).toHaveText(/^No server answers/);
  await expect(around(page).getByText('nothing answers', { exact: true })).toHaveCount(
    PORTS.length,
  );
});

test('a look that hangs can be stopped, and what was seen stays', async ({
  page,
  app,
  pretend,
}) => {
  const gate = createGate();
  await pretend({ 1234: gate, 11434: 'models' });
  await page.goto(`${app.url}#/providers/add`);
  await button(page, NAME).click();
  await gate.reached;
  await expect(row(page, 'localhost:11434')).toContainText('2 models');
  await expect(row(page, 'localhost:4000')).toContainText('nothing answers');
  await expect(row(page, 'localhost:1234')).toContainText('asking');
  const stop = button(page, 'Stop looking around');
  await stop.press('Enter');
  await expect(around(page).getByRole('status')).toHaveText(
    /^Stopped after 8 of 9; 1 server answers/,
  );
  await expect(row(page, 'localhost:1234')).toContainText('not asked');
  await expect(button(page, NAME)).toBeFocused();
  gate.open();
});

test('the look is in the log like every request', async ({ page, app, pretend }) => {
  await pretend({ 1234: 'models' });
  await page.goto(`${app.url}#/providers/add`);
  await button(page, NAME).click();
  await expect(around(page).getByRole('status')).toHaveText(/^1 server answers/);
  await page.goto(`${app.url}#/log`);
  await expect(page.getByText('http://localhost:1234/v1/models').first()).toBeVisible();
  await expect(page.getByText('Looking around').first()).toBeVisible();
});
