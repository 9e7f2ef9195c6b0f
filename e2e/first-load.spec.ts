import { expect, test } from './fixtures';

// The size budget counts the files that index.html names; this counts what a browser really fetches.
test('a first visit takes 8 requests, 60 kB of scripts and 100 kB in all at most, before the composer works', async ({
  page,
  serveDist,
}) => {
  const app = await serveDist({ quality: 11 });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('textarea')) return;
      observer.disconnect();
      performance.mark('composer');
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(app.url);
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeEditable();
  const files = await page.evaluate(() => {
    const end = performance.getEntriesByName('composer')[0]?.startTime ?? Infinity;
    const entries = ['navigation', 'resource'].flatMap((type) =>
      performance.getEntriesByType(type),
    );
    return (entries as PerformanceResourceTiming[])
      .filter(({ startTime }) => startTime <= end)
      .map(({ name, encodedBodySize }) => ({
        path: new URL(name).pathname,
        size: encodedBodySize,
      }));
  });
  const total = (ending: string): number =>
    files.filter(({ path }) => path.endsWith(ending)).reduce((sum, { size }) => sum + size, 0);
  expect(files.length).toBeLessThanOrEqual(8);
  expect(total('.js')).toBeGreaterThan(10_000);
  expect(total('.js')).toBeLessThanOrEqual(60_000);
  expect(total('')).toBeLessThanOrEqual(100_000);
});
