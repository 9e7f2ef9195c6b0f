import { expect, test } from './fixtures';

// The size budget counts the files that index.html names; this counts what a browser really fetches.
test('a first visit fetches 60 kB of scripts and 100 kB in all at most, before the composer works', async ({
  page,
  app,
}) => {
  const sizes: Promise<{ path: string; size: number }>[] = [];
  page.on('requestfinished', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin !== app.origin) return;
    sizes.push(
      request.sizes().then(({ responseBodySize }) => ({ path: pathname, size: responseBodySize })),
    );
  });
  await page.goto(app.url, { waitUntil: 'commit' });
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeEditable();
  const files = await Promise.all(sizes);
  const total = (ending: string): number =>
    files.filter(({ path }) => path.endsWith(ending)).reduce((sum, { size }) => sum + size, 0);
  expect(total('.js')).toBeGreaterThan(10_000);
  expect(total('.js')).toBeLessThanOrEqual(60_000);
  expect(total('')).toBeLessThanOrEqual(100_000);
});
