import { expect, test } from './fixtures';

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

test('the page works under a sub-path', async ({ page, serveDist }) => {
  const site = await serveDist({ base: '/some/path/' });
  await page.goto(site.url);
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
});

test('the page carries no inline script and a policy that forbids one', async ({
  page,
  app,
  watch,
}) => {
  watch.expectProblems(/Content.Security.Policy/i);
  const html = await (await page.request.get(app.url)).text();
  expect(html).toContain("script-src 'self'");
  expect(html.match(/<script(?![^>]*\bsrc=)[^>]*>/g)).toBeNull();
  await page.goto(app.url);
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    let violated = false;
    addEventListener('securitypolicyviolation', () => (violated = true));
    try {
      script.text = 'document.title = "ran"';
    } catch {
      return { violated: true, title: document.title };
    }
    document.head.append(script);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return { violated, title: document.title };
  });
  expect(ran.violated).toBe(true);
  expect(ran.title).toMatch(/^Patchbay/);
});
