import { expect, test } from './fixtures';

// The size budget counts the files that index.html names; this counts what a browser really fetches.
test('a first visit fetches at most 100 kB before the composer works', async ({ page, app }) => {
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    const size = request.sizes().then(({ responseBodySize }) => responseBodySize);
    if (new URL(request.url()).origin === app.origin) sizes.push(size);
  });
  await page.goto(app.url, { waitUntil: 'commit' });
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeEditable();
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(100_000);
});
