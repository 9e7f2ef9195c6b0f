import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test as base } from './chat-pages';
import { doctor } from './provider-pages';
import { contextBeforeSystems, type ServeSystem, systemServers } from './serve-system';
import { createGate, type ScriptedServer, wait } from './servers/scripted';

// A page that a service worker controls could ask past the routes below.
base.use({ serviceWorkers: 'block' });

const PORTS = [1234, 11434, 8080, 9931, 8000, 5000, 3000, 2242, 4000];
const LOOK = 'Look for servers on this computer';

const test = base.extend<{
  serveSystem: ServeSystem;
  /** What a default port of this computer is asked goes to that server instead; elsewhere nothing answers. */
  atPort: (port: number, server: ScriptedServer) => Promise<void>;
}>({
  serveSystem: systemServers,
  atPort: async ({ page, watch }, use) => {
    watch.expectProblems(/ERR_CONNECTION_REFUSED/);
    watch.allowOrigins(...PORTS.map((port) => `http://localhost:${String(port)}`));
    await use(async (port, server) => {
      // The log has the address that was asked.
      watch.allowOwnRequests(server.origin);
      const isDefault = (url: URL) =>
        url.hostname === 'localhost' && PORTS.includes(Number(url.port));
      await page.route(isDefault, (route) => {
        const url = new URL(route.request().url());
        if (Number(url.port) !== port) return route.abort('connectionrefused');
        return route.continue({ url: `${server.origin}${url.pathname}${url.search}` });
      });
    });
  },
  context: contextBeforeSystems,
});

const answer = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' });
const heading = (page: Page): Locator =>
  page.getByRole('heading', { name: 'Connect your own server' });

test('with LM Studio running: look around, connect, ask', async ({
  page,
  app,
  serveSystem,
  atPort,
}) => {
  const gate = createGate();
  const server = await serveSystem('lmstudio', {
    origins: ['*'],
    says: [{ text: 'Good ' }, wait(gate), { text: 'morning.' }],
  });
  await atPort(1234, server);
  await page.goto(app.url);
  await expect(heading(page)).toBeVisible();
  // One.
  await button(page, LOOK).click();
  await expect(page.getByRole('status').filter({ hasText: '1 server answers' })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Servers/ }).getByRole('listitem')).toHaveCount(1);
  // Two.
  await button(page, 'Connect localhost:1234').click();
  await expect(button(page, 'Model parrot-chat')).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await expect(page).toHaveURL(/#?\/?$/);
  // Three: it is where the focus is.
  await page.keyboard.type('Good morning?');
  await page.keyboard.press('Enter');
  await expect(answer(page)).toHaveAttribute('data-status', 'streaming');
  await expect(answer(page)).toContainText('Good');
  gate.open();
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect(answer(page)).toContainText('Good morning.');
  await page.goto(`${app.url}#/providers`);
  await expect(page.getByRole('region', { name: 'LM Studio' })).toContainText('localhost:1234');
});

test('with vLLM running: its address pasted, by keyboard alone', async ({
  page,
  app,
  serveSystem,
}) => {
  const server = await serveSystem('vllm', { origins: ['*'] });
  await page.goto(app.url);
  const address = page.getByRole('textbox', { name: 'Or paste its address' });
  await expect(address).toBeVisible();
  await address.focus();
  await page.keyboard.insertText(server.url);
  await page.keyboard.press('Enter');
  await expect(composer(page)).toBeFocused();
  await ask(page, 'Hello?');
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect(answer(page)).toContainText('Hello there!');
});

test('a server that does not let this page in is explained there, and the form takes the address on', async ({
  page,
  app,
  serveSystem,
  watch,
}) => {
  watch.expectProblems(/CORS policy|ERR_FAILED|40\d/);
  const server = await serveSystem('vllm');
  await page.goto(app.url);
  await page.getByRole('textbox', { name: 'Or paste its address' }).fill(server.url);
  await button(page, 'Connect').click();
  await expect(doctor(page)).toHaveAttribute('data-cause', 'cors');
  await page.getByRole('link', { name: 'Key and more options' }).click();
  await expect(page.getByLabel('Base URL', { exact: true })).toHaveValue(server.url);
});

test('a providers.json and the demo are one press away', async ({ page, app, serveSystem }) => {
  const server = await serveSystem('vllm', { origins: ['*'] });
  await page.goto(app.url);
  await button(page, 'Try the demo').click();
  await expect(composer(page)).toBeFocused();
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Import providers.json').click();
  const entry = { name: 'openai-compatible', api_key: '', base_url: server.url, models: [] };
  await (
    await chooser
  ).setFiles({
    name: 'providers.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ providers: { 'openai-compatible': entry } })),
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await expect(button(page, 'Model parrot-chat')).toBeVisible();
  await expect(composer(page)).toBeFocused();
});

for (const [system, agent, line] of [
  ['macOS', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/156.0', 'brew install'],
  ['Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0', 'winget install'],
  ['Linux', 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0', 'vllm serve'],
] as const) {
  test.describe(system, () => {
    test.use({ userAgent: agent });
    test(`one without a server reads what to install on ${system}`, async ({ page, app }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(app.url);
      await button(page, 'I have no server yet').press('Enter');
      await expect(page.getByLabel('Your system')).toHaveValue(system.toLowerCase());
      await expect(page.locator('code').filter({ hasText: line })).toBeVisible();
      await expectAccessible(page, `start screen on ${system}`);
    });
  });
}
