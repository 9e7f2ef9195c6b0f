import { expect, test as base } from '@playwright/test';
import { DIST } from '../build.mjs';
import { serveProfile, profiles } from '../servers/profiles';
import { startScripted } from '../servers/scripted';
import { serveStatic } from '../static-server.mjs';
import { selfSigned } from './self-signed.mjs';
import { startWebKit, type WebKit } from './webkit-driver';

/*
 * The third engine, in one short run: the page starts, finds a server and chats; and what Safari alone does, it keeps an https page
 * from http on this computer.
 */
const test = base.extend<object, { webkit: WebKit }>({
  webkit: [
    async ({}, use) => {
      const webkit = await startWebKit();
      await use(webkit);
      await webkit.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

// The driver serves one session at a time.
test.describe.configure({ mode: 'default', timeout: 90_000 });

test('the page starts, adds a provider and chats', async ({ webkit }) => {
  const site = await serveStatic({ root: DIST });
  const server = await serveProfile(profiles.llamacpp);
  try {
    await webkit.goto(site.url);
    await webkit.until(`document.title.startsWith('Patchbay')`);
    await webkit.goto(`${site.url}#/providers/add`);
    await webkit.type('Base URL', server.url);
    await webkit.press('Connect');
    await webkit.until(`document.querySelector('table')?.textContent.includes('parrot-chat')`);
    await webkit.goto(`${site.url}#/`);
    await webkit.type('Message', 'Hi');
    await webkit.press('Send');
    await webkit.until(`[...document.querySelectorAll('article[data-status="done"]')].some(
      (article) => article.textContent.includes('Hello there!'))`);
  } finally {
    await webkit.goto('about:blank');
    await server.close();
    await site.close();
  }
});

test('a long question arrives whole', async ({ webkit }) => {
  const site = await serveStatic({ root: DIST });
  const server = await startScripted({ models: [{ id: 'scripted' }] });
  // So much is handed over as a blob.
  const long = 'größer '.repeat(20_000);
  try {
    await webkit.goto(`${site.url}#/providers/add`);
    await webkit.type('Base URL', server.url);
    await webkit.press('Connect');
    await webkit.until(`document.querySelector('table')?.textContent.includes('scripted')`);
    await webkit.goto(`${site.url}#/`);
    await webkit.fill('Message', long);
    await webkit.press('Send');
    await webkit.until(`document.querySelector('article[data-status="done"]')`);
    const [question] = server.lastChat()['messages'] as { content: string }[];
    expect(question?.content.trim()).toBe(long.trim());
  } finally {
    await webkit.goto('about:blank');
    await server.close();
    await site.close();
  }
});

test('an https page is told that it cannot ask http on this computer', async ({ webkit }) => {
  const site = await serveStatic({ root: DIST, tls: selfSigned() });
  const server = await serveProfile(profiles.llamacpp);
  try {
    await webkit.goto(`${site.url}#/providers/add`);
    await webkit.type('Base URL', server.url);
    await webkit.press('Connect');
    await webkit.until(
      `document.querySelector('[aria-label="Connection doctor"]')?.dataset.cause === 'mixed-content'`,
    );
  } finally {
    await webkit.goto('about:blank');
    await server.close();
    await site.close();
  }
});
