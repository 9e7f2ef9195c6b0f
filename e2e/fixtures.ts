/*
 * The fixtures of the browser tests.
 *
 *   import { expect, test } from './fixtures';
 *
 *   test('a person adds a server', async ({ page, app, serve, watch }) => {
 *     const server = await serve({ models: [] });    // see servers/scripted.ts
 *     watch.expectProblems(/status of 401/);         // this console error belongs to the test
 *     await page.goto(app.url);
 *   });
 *
 * - `app` serves dist/ on a free port of 127.0.0.1, once per worker. `serveDist()` makes a server of the test's own,
 *   on a sub-path, on another port, or to be closed in the middle of the test.
 * - `serve()` starts a scripted OpenAI-compatible server that the page may contact.
 * - A test's servers outlive its pages: what a page still asks for while it is closed must not look like a failure.
 * - `watch` follows every page of the test's context: the origins that it contacted, console errors, uncaught errors and
 *   violations of the Content-Security-Policy. After the test it fails for any that was not declared.
 * - Before a page is closed, the origins in its own log (`#/log`) are compared with those that the browser saw it contact
 *   since it was loaded. One that is not listed fails the test; `watch.allowOwnRequests(url)` is for what the test's own
 *   code asks from within the page.
 * - `watch.follow(context)` does the same for a context that the test made itself (a second profile, a persistent one).
 * - Tag a test with `{ tag: '@firefox' }` to run it in Firefox too.
 * - `test.use({ wholeChromium: true })` where the shell without a window does otherwise: it has no touch gestures, and a
 *   frame of the sandbox shares the page's process.
 */
import { test as base, type Browser, expect } from '@playwright/test';
import { chromiumLaunch } from './browsers.mjs';
import { DIST } from './build.mjs';
import { type ScriptedOptions, type ScriptedServer, startScripted } from './servers/scripted';
import { serveStatic } from './static-server.mjs';
import { Watch } from './watch';

type Site = Awaited<ReturnType<typeof serveStatic>>;
type ServeDist = (options?: Partial<Parameters<typeof serveStatic>[0]>) => Promise<Site>;

interface TestFixtures {
  /** Starts one more server of dist/ (or `root`); it is closed after the test. */
  serveDist: ServeDist;
  /** Starts a scripted server, on `port` if given; it is closed after the test. */
  serve: (options?: ScriptedOptions, port?: number) => Promise<ScriptedServer>;
  watch: Watch;
}

interface WorkerFixtures {
  app: Site;
  wholeChromium: boolean;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  wholeChromium: [false, { scope: 'worker', option: true }],
  launchOptions: [
    async ({ launchOptions, browserName, wholeChromium }, use) => {
      const isWhole = wholeChromium && browserName === 'chromium';
      await use(isWhole ? chromiumLaunch().launchOptions : launchOptions);
    },
    { scope: 'worker' },
  ],
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
  serve: async ({ watch }, use) => {
    const servers: ScriptedServer[] = [];
    await use(async (options, port) => {
      const server = await startScripted(options, port);
      servers.push(server);
      watch.allowOrigins(server.origin);
      return server;
    });
    await Promise.all(servers.map((server) => server.close()));
  },
  watch: [
    async ({ app }, use) => {
      const watch = new Watch(app.origin);
      await use(watch);
      expect(watch.strangers(), 'origins contacted without being declared').toEqual([]);
      expect(watch.unlisted(), 'origins contacted that the log does not name').toEqual([]);
      expect(watch.surprises(), 'errors that the test did not expect').toEqual([]);
    },
    { auto: true },
  ],
  // It needs the servers only to be closed before them.
  context: async ({ context, watch, browserName, serve: _serve, serveDist: _serveDist }, use) => {
    await watch.follow(context);
    if (browserName === 'firefox') await context.addInitScript(promiseToKeep);
    await use(context);
    await context.close();
  },
});

/** Firefox would ask the person, and the notice before that would lie above what other tests press; storage.spec.ts has both. */
function promiseToKeep(): void {
  // The blank page before the first one is not secure.
  if ('StorageManager' in globalThis) StorageManager.prototype.persisted = async () => true;
}

export { expect, type Browser };
