/*
 * The fixtures of the browser tests.
 *
 *   import { expect, test } from './fixtures';
 *
 *   test('a person adds a server', async ({ page, app, watch }) => {
 *     const server = await startScripted();          // see servers/scripted.ts
 *     watch.allowOrigins(server.origin);             // the page may talk to it
 *     watch.expectProblems(/status of 401/);         // this console error belongs to the test
 *     await page.goto(app.url);
 *   });
 *
 * - `app` serves dist/ on a free port of 127.0.0.1, once per worker. `serveDist()` makes a server of the test's own,
 *   on a sub-path, on another port, or to be closed in the middle of the test.
 * - `watch` follows every page of the test's context: the origins that it contacted, console errors, uncaught errors and
 *   violations of the Content-Security-Policy. After the test it fails for any that was not declared.
 * - `watch.follow(context)` does the same for a context that the test made itself (a second profile, a persistent one).
 * - Tag a test with `{ tag: '@firefox' }` to run it in Firefox too.
 */
import { test as base, type Browser, expect } from '@playwright/test';
import { DIST } from './build.mjs';
import { serveStatic } from './static-server.mjs';
import { Watch } from './watch';

type Site = Awaited<ReturnType<typeof serveStatic>>;
type ServeDist = (options?: { base?: string; port?: number; root?: string }) => Promise<Site>;

interface TestFixtures {
  /** Starts one more server of dist/ (or `root`); it is closed after the test. */
  serveDist: ServeDist;
  watch: Watch;
}

export const test = base.extend<TestFixtures, { app: Site }>({
  app: [
    async ({}, use) => {
      const site = await serveStatic({ root: DIST });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  serveDist: async ({ watch }, use) => {
    const sites: Site[] = [];
    await use(async (options = {}) => {
      const site = await serveStatic({ root: DIST, ...options });
      sites.push(site);
      watch.allowOrigins(site.origin);
      return site;
    });
    await Promise.all(sites.map((site) => site.close()));
  },
  watch: [
    async ({ app }, use) => {
      const watch = new Watch(app.origin);
      await use(watch);
      expect(watch.strangers(), 'origins contacted without being declared').toEqual([]);
      expect(watch.surprises(), 'errors that the test did not expect').toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, watch }, use) => {
    await watch.follow(context);
    await use(context);
  },
});

export { expect, type Browser };
