import type { Page } from '@playwright/test';
import { ask, button, expect, test as base } from './chat-pages';
import {
  type FrontProgram,
  type FrontProxy,
  hasFrontProgram,
  startFrontProxy,
} from './front-proxies';
import { addProvider, apiKey, baseUrl, doctor, modelsTable, provider } from './provider-pages';
import { localai } from './servers/profiles/localai';
import { serveProfile } from './servers/profiles/serve-profile';
import { tgi } from './servers/profiles/text-generation';
import type { MakeProfile } from './servers/profiles/types';
import { done, finish, say, type ScriptedServer } from './servers/scripted';
import { missingFiles } from './stored-files.mjs';

base.use({ serviceWorkers: 'allow' });

const KEY = 'key-of-the-server';
const PAGE = '```html\n<p>Drawn in the sandbox</p>\n```\n\n';

interface Proxied {
  server: ScriptedServer;
  front: FrontProxy;
}

const test = base.extend<{
  /** A system with a key, and before it a proxy that serves Patchbay too. */
  proxied: (program: FrontProgram, system: MakeProfile) => Promise<Proxied>;
}>({
  proxied: async ({ watch }, use) => {
    const started: { close(): Promise<void> }[] = [];
    await use(async (program, system) => {
      const server = await serveProfile(system, {
        key: KEY,
        says: [{ text: 'Through the proxy.' }],
      });
      const front = await startFrontProxy(program, server.origin);
      started.push({ close: front.stop }, server);
      watch.allowOrigins(server.origin, front.url);
      return { server, front };
    });
    for (const { close } of started) await close();
  },
  // It needs the servers only to be closed before them.
  context: async ({ context, proxied: _proxied }, use) => {
    await use(context);
    await context.close();
  },
});

const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const helpOpens = async (page: Page): Promise<void> => {
  await page.evaluate(() => (location.hash = '#/help'));
  await expect(page.getByRole('heading', { name: 'Help', exact: true })).toBeVisible();
};

test('a static server under a sub-path has all of Patchbay, and it starts again without that server', async ({
  page,
  serve,
  serveDist,
  watch,
}) => {
  test.setTimeout(240_000);
  // What each attempt to reach the closed server says.
  watch.expectProblems(/ERR_CONNECTION_REFUSED|ServiceWorker/);
  const site = await serveDist({ base: '/tools/patchbay/' });
  const server = await serve({ chat: [say(PAGE), finish('stop'), done()] });
  await addProvider(page, site.url, server.url);
  await page.goto(`${site.url}#/`);

  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
    const address = link?.href ?? '';
    const { start_url, scope, id } = (await (await fetch(address)).json()) as Record<
      string,
      string
    >;
    return [start_url, scope, id].map((path) => new URL(path ?? '', address).href);
  });
  expect(manifest).toEqual([site.url, site.url, site.url]);

  await ask(page, 'Draw');
  const code = page.locator('figure[data-code="html"]');
  await code.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(code.frameLocator('iframe').getByText('Drawn in the sandbox')).toBeVisible();
  await helpOpens(page);

  await expect.poll(() => page.evaluate(missingFiles), { timeout: 150_000 }).toBe(0);
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(site.url);

  await page.goto(`${site.url}oauth.html?state=of-nobody&code=x`);
  await expect(page.getByText('Go back to its tab.')).toBeVisible();
  await page.getByRole('link', { name: 'Tool servers' }).click();
  await expect(page).toHaveURL(`${site.url}#/tools`);
  await expect(button(page, 'Add tool server')).toBeVisible();

  await site.close();
  await page.reload();
  await helpOpens(page);
  await page.getByRole('link', { name: 'Draw' }).click();
  await expect(answer(page)).toContainText('Drawn in the sandbox');
});

for (const [program, system] of [
  ['caddy', localai],
  ['nginx', tgi],
  // What the page does needs none of the two, so it is seen on every computer.
  ['plain', localai],
] as const) {
  const { name } = system({ model: '', context: 0 });
  const proxy = program === 'plain' ? 'a plain proxy' : program;
  test(`${name} with a key answers a page that ${proxy} serves on its own origin, without CORS`, async ({
    page,
    app,
    proxied,
    watch,
  }) => {
    test.skip(!hasFrontProgram(program), `${program} is not installed`);
    watch.expectProblems(/CORS|status of 40[14]|Failed to load/);
    const { server, front } = await proxied(program, system);
    // From any other page its preflight fails, whatever it allows.
    await page.goto(`${app.url}#/providers/add`);
    await baseUrl(page).fill(server.url);
    await apiKey(page).fill(KEY);
    await baseUrl(page).press('Enter');
    await expect(doctor(page)).toHaveAttribute(
      'data-cause',
      /^(?:cors|cors-preflight|unauthorized)$/,
    );

    const asked = server.requests.length;
    await addProvider(page, front.url, `${front.url}v1`, KEY);
    await expect(provider(page)).toBeVisible();
    await expect(modelsTable(page)).toContainText('parrot-chat');
    await page.goto(`${front.url}#/`);
    await ask(page, 'Are you there?');
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    await expect(answer(page)).toContainText('Through the proxy.');
    const chat = server.requests.findLast(({ method }) => method === 'POST');
    expect(chat?.headers.authorization).toBe(`Bearer ${KEY}`);
    const since = server.requests.slice(asked);
    expect(since.filter(({ method }) => method === 'OPTIONS')).toEqual([]);
    await helpOpens(page);
  });
}
