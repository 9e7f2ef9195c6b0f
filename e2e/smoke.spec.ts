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

test('the files of the first screen are asked for at once', async ({ page, app }) => {
  const names = ['index.js', 'index.css', 'theme.js'];
  const allAsked = createGate();
  const asked = new Set<string>();
  // None of them is answered before all of them are asked for.
  await page.route(/\/(?:theme\.js|assets\/index-[^/]+)$/, async (route) => {
    const { pathname } = new URL(route.request().url());
    asked.add(pathname.replace(/^.*\/|-[^.]+/g, ''));
    if (names.every((name) => asked.has(name))) allAsked.open();
    await allAsked.opened;
    await route.continue();
  });
  await page.goto(app.url);
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
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
