import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { ask, button, composer, expect, test as base } from './chat-pages';
import { pdf } from './make-pdf';
import { addProvider, baseUrl, doctor, modelsTable } from './provider-pages';
import { contextBeforeSystems, type ServeSystem, systemServers } from './serve-system';
import { done, finish, say } from './servers/scripted';
import { buildSingle } from './single-build';

const test = base.extend<{ serveSystem: ServeSystem }, { single: string }>({
  serveSystem: systemServers,
  context: contextBeforeSystems,
  single: [async ({}, use) => use(await buildSingle()), { scope: 'worker', timeout: 180_000 }],
});
test.describe.configure({ timeout: 120_000 });

/** What reads a PDF is 1.4 MB of code. */
const SLOW = { timeout: 45_000 };
const CODE = '```js\nconst seven = 7;\n```\n\n$$x^2$$\n\n```html\n<p>x</p>\n```\n\n';

const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test(
  'the single file chats from file://: the demo, a server that allows null, and both are there after a reload',
  { tag: '@firefox' },
  async ({ page, single, serve, watch }) => {
    const url = pathToFileURL(single).href;
    await page.goto(url);
    await ask(page, 'What can you do?');
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    await expect(button(page, 'Model Patchbay demo')).toBeVisible();

    // To the browser a reload of a file is no new page, so these count against a log that began anew.
    const server = await serve({ chat: [say(CODE), finish('stop'), done()] });
    watch.allowOwnRequests(server.url);
    await addProvider(page, url, server.url);
    await page.goto(`${url}#/`);
    await page.reload();
    await expect(button(page, 'Model scripted')).toBeVisible();
    await ask(page, 'Show me code');
    await expect(answer(page)).toHaveAttribute('data-status', 'done');
    expect((await server.next('POST /v1/chat/completions')).headers.origin).toBe('null');

    // The typesetter, a worker within the page.
    await expect(answer(page).locator('math')).toBeVisible();
    await answer(page).getByRole('button', { name: 'Preview', exact: true }).click();
    await expect(page.getByText('A single-file page has no previews')).toBeVisible();
    await expect(page.locator('iframe')).toHaveCount(0);

    const chooser = page.waitForEvent('filechooser');
    await button(page, 'Attach files').click();
    const buffer = pdf(['First words']);
    await (await chooser).setFiles([{ name: 'a.pdf', mimeType: 'application/pdf', buffer }]);
    await expect(page.getByRole('button', { name: /^a\.pdf 1 page · \d+ characters/ })).toBeVisible(
      SLOW,
    );

    await page.reload();
    await expect(answer(page)).toContainText('const seven = 7;');
    await expect(page.getByRole('link', { name: 'What can you do?' })).toBeVisible();
    // The search, another one.
    await page.getByRole('searchbox').fill('seven');
    await expect(page.getByRole('link', { name: /Show me code/ })).toBeVisible();
    await expect(page.getByRole('link', { name: 'What can you do?' })).toBeHidden();
  },
);

test('the single file says what does not work in it, and no page of it breaks', async ({
  page,
  single,
}) => {
  const url = pathToFileURL(single).href;
  await page.goto(url);
  await expect(composer(page)).toBeEditable();
  await button(page, 'Which').click();
  const note = page.getByRole('note').first();
  for (const words of ['can read what is stored here', 'origin “null”', 'no sandbox', 'sign-in'])
    await expect(note).toContainText(words);
  for (const route of ['storage', 'providers', 'tools', 'prompts', 'log', 'help'])
    await test.step(route, async () => {
      await page.evaluate((to) => (location.hash = to), `#/${route}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('This page could not be drawn')).toBeHidden();
    });
  await page.reload();
  await expect(
    composer(page)
      .or(page.getByRole('heading', { level: 1 }))
      .first(),
  ).toBeVisible();
  await expect(button(page, 'Which')).toBeHidden();
});

test('a page from a file is told the truth of its address: in recipes that work, in settings, storage and help', async ({
  page,
  single,
  serveSystem: start,
  watch,
}) => {
  watch.expectProblems(/CORS|Failed to load|status of 403/);
  const url = pathToFileURL(single).href;
  for (const [system, name, line] of [
    ['ollama', 'Ollama', "OLLAMA_ORIGINS='*' ollama serve"],
    ['vllm', 'vLLM', `vllm serve MODEL --allowed-origins '["null"]'`],
  ] as const)
    await test.step(line, async () => {
      const closed = await start(system);
      await page.goto(`${url}#/providers/add`);
      await button(page, name).click();
      await baseUrl(page).fill(closed.url);
      await baseUrl(page).press('Enter');
      await expect(doctor(page)).toHaveAttribute('data-cause', 'cors');
      await expect(doctor(page)).toContainText('opened from a file');
      await expect(doctor(page)).toContainText(line);
      await expect(doctor(page)).toContainText('any website');
    });
  await addProvider(page, url, (await start('vllm', { origins: ['null'] })).url);
  await expect(modelsTable(page)).toContainText('parrot-chat');

  for (const [route, words] of [
    ['settings', 'every page opened from a file can read them'],
    ['storage', 'This page was opened from a file'],
    ['help/ollama', 'Servers see the origin null'],
    ['help/moving', 'it was opened from a file'],
  ] as const)
    await test.step(route, async () => {
      await page.evaluate((to) => (location.hash = to), `#/${route}`);
      await expect(page.getByRole('main')).toContainText(words);
      await expect(page.getByRole('main')).not.toContainText('file://');
    });

  await page.evaluate(() => (location.hash = '#/providers'));
  await button(page, 'Set up another device').click();
  const dialog = page.getByRole('dialog');
  const home = dialog.getByLabel('Address of Patchbay there');
  await expect(dialog).toContainText('no link leads to one');
  await expect(home).toHaveValue('');
  await button(page, 'Make the link').click();
  await expect(dialog.getByRole('alert')).toContainText('Type where Patchbay is');
  await home.fill('https://chat.example.org/');
  await expect(dialog).not.toContainText('no link leads to one');
  await button(page, 'Make the link').click();
  await expect(dialog).toContainText('https://chat.example.org/#/hand-over/');
});

test('the single file brings all of itself, and runs and applies nothing but what its policy names', async ({
  page,
  single,
  watch,
}) => {
  const html = readFileSync(single, 'utf8');
  const { own, csp } = await readPage(page, single);
  expect(own.links).toEqual([expect.stringMatching(/^data:image\/svg/)]);
  expect(own.scripts).toHaveLength(2);
  expect(own.styles).toHaveLength(1);
  expect(csp['default-src']).toBe("'none'");
  expect(csp['script-src']).toBe(own.scripts.map(hash).join(' '));
  expect(csp['style-src']).toBe(own.styles.map(hash).join(' '));
  expect(csp['worker-src']).toBe('blob:');
  expect(csp['frame-src']).toBe("'none'");
  expect(csp['require-trusted-types-for']).toBe("'script'");
  expect(csp['trusted-types']).toBe('patchbay-templates patchbay-worker-url');
  // What stands before a policy is not bound by it.
  expect(html.slice(0, html.indexOf('Content-Security-Policy'))).not.toMatch(/<(?:script|style)/);

  watch.expectProblems(/Content.Security.Policy|TrustedHTML|TrustedScript|Trusted Type/i);
  const passed = await page.evaluate(() => {
    const element = document.body.appendChild(document.createElement('div'));
    const blob = URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }));
    const ways: Record<string, () => unknown> = {
      innerHTML: () => (element.innerHTML = '<b>x</b>'),
      'a worker of a blob of its own': () => new Worker(blob),
      'an inline script': () => {
        const script = document.createElement('script');
        script.append('document.title = "changed"');
        document.head.append(script);
        if (document.title !== 'changed') throw new Error('it did not run');
      },
    };
    return Object.keys(ways).filter((name) => {
      try {
        ways[name]?.();
        return true;
      } catch {
        return false;
      }
    });
  });
  expect(passed).toEqual([]);
});

/** The page as the browser's parser read it. */
async function readPage(page: Page, single: string) {
  await page.goto(pathToFileURL(single).href);
  await expect(composer(page)).toBeEditable();
  const own = await page.evaluate(() => {
    const texts = (selector: string) =>
      Array.from(document.head.querySelectorAll(selector), ({ textContent }) => textContent ?? '');
    return {
      scripts: texts('script'),
      styles: texts('style'),
      links: Array.from(document.querySelectorAll('link'), ({ href }) => href),
      policy: document.querySelector<HTMLMetaElement>('meta[http-equiv]')?.content ?? '',
    };
  });
  const directives = own.policy.split('; ').map((line) => line.split(' '));
  const csp = Object.fromEntries(
    directives.map(([name = '', ...values]) => [name, values.join(' ')]),
  );
  return { own, csp };
}
