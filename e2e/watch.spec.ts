import { type Browser, expect, test } from './fixtures';
import { startScripted } from './servers/scripted';
import { Watch } from './watch';

async function followed(browser: Browser, url: string) {
  const watch = new Watch(new URL(url).origin);
  const context = await browser.newContext();
  await watch.follow(context);
  const page = await context.newPage();
  await page.goto(url);
  return { watch, context, page };
}

test('the watch names an origin that nobody declared', async ({ browser, app }) => {
  const server = await startScripted();
  const { watch, context, page } = await followed(browser, app.url);
  await page.evaluate(
    (url) => fetch(url).then((response) => response.text()),
    `${server.url}/models`,
  );
  expect(watch.strangers()).toEqual([`${server.origin} (${server.url}/models)`]);
  watch.allowOrigins(server.url);
  expect(watch.strangers()).toEqual([]);
  expect(watch.unlisted()).toEqual([]);
  await context.close();
  // The app's log knows nothing of what the test itself asked.
  expect(watch.unlisted()).toEqual([
    `The log of ${page.url()} does not name ${server.origin} (${server.url}/models).`,
  ]);
  await server.close();
});

test('the watch sees console errors, uncaught errors and violations', async ({ browser, app }) => {
  const { watch, context, page } = await followed(browser, app.url);
  expect(watch.surprises()).toEqual([]);
  await page.evaluate(() => {
    console.error('from the console');
    setTimeout(() => {
      throw new Error('from a timer');
    });
    const frame = document.createElement('iframe');
    frame.src = 'data:text/html,foreign';
    document.body.append(frame);
  });
  await expect.poll(() => watch.surprises().join('\n')).toContain('from a timer');
  await expect.poll(() => watch.surprises().join('\n')).toContain('violation: frame-src');
  expect(watch.surprises().join('\n')).toContain('from the console');
  await context.close();
});
