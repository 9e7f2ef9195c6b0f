import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { createGate } from './servers/scripted';

test(
  'the built page starts with nothing but its own origin',
  { tag: '@firefox' },
  async ({ page, app, watch }) => {
    await page.goto(app.url);
    await expect(page).toHaveTitle(/^Patchbay/);
    await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
    expect([...watch.contacted().keys()]).toEqual([app.origin]);
  },
);

/** Answers none of these files, named without their hashes, before all of them are asked for. */
async function answerTogether(page: Page, names: readonly string[]): Promise<void> {
  const allAsked = createGate();
  const asked = new Set<string>();
  const nameOf = (url: string) => new URL(url).pathname.replace(/^.*\/|-[^.]+/g, '');
  await page.route(
    (url) => names.includes(nameOf(url.href)),
    async (route) => {
      asked.add(nameOf(route.request().url()));
      if (names.every((name) => asked.has(name))) allAsked.open();
      await allAsked.opened;
      await route.continue();
    },
  );
}

test('the files of the first screen are asked for at once', async ({ page, app }) => {
  await answerTogether(page, ['index.js', 'index.css', 'theme.js']);
  await page.goto(app.url);
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
});

test('the files of the list of chats are asked for at once', async ({ page, app }) => {
  await answerTogether(page, ['ChatList.js', 'ChatList.css', 'VirtualList.js']);
  await page.goto(app.url);
  await expect(page.getByText('Chats appear here')).toBeVisible();
});

test('the page works under a sub-path', async ({ page, serveDist }) => {
  const site = await serveDist({ base: '/some/path/' });
  await page.goto(site.url);
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
});

test('the page carries no inline script, and a policy that stops one', async ({
  page,
  app,
  watch,
}) => {
  watch.expectProblems(/TrustedScript/, /Content.Security.Policy/i);
  const html = await (await page.request.get(app.url)).text();
  expect(html).toContain("script-src 'self'");
  expect(html.match(/<script(?![^>]*\bsrc=)[^>]*>/g)).toBeNull();
  await page.goto(app.url);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.append('document.title = "changed"');
    document.head.append(script);
  });
  await expect(page).toHaveTitle(/^Patchbay/);
});

test('the server of dist/ forbids framing', async ({ request, app }) => {
  const headers = (await request.get(app.url)).headers();
  expect(headers['content-security-policy']).toBe("frame-ancestors 'none'");
});
