/*
 * The pages of the matrix: where Patchbay's page may come from, and what its browser then lets it reach (README: develop).
 *
 *   const page = await openPage('public, granted');
 *
 * - `loopback`: http on 127.0.0.1, as `npm start` serves it. Nothing stands between it and a local server but CORS.
 * - `public …`: https from a site that counts as public, by Chromium's --ip-address-space-overrides. Local servers then lie behind
 *   Local Network Access: granted, denied, or never asked for.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { test as base } from '../fixtures';
import { type ServeSystem, systemServers } from '../serve-system';
import { createPublicSite, type PublicSite } from './public-site';

export type PageKind =
  'loopback' | 'public, granted' | 'public, denied' | 'public, never asked' | 'public, asked';

interface MatrixFixtures {
  /** Opens the form of Add provider on such a page. */
  openPage: (kind: PageKind) => Promise<Page>;
  serveSystem: ServeSystem;
  /** What it is given runs after the test, when its pages are closed. */
  later: (close: () => Promise<unknown>) => void;
}

export const test = base.extend<MatrixFixtures, { publicSite: PublicSite }>({
  publicSite: [
    async ({ browserName }, use) => {
      const site = createPublicSite(browserName);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  serveSystem: systemServers,
  later: async ({}, use) => {
    const closes: (() => Promise<unknown>)[] = [];
    await use((close) => void closes.push(close));
    await Promise.all(closes.map((close) => close()));
  },
  // What closes the servers is named only to run after every page that may still ask them is closed.
  openPage: async (
    { page, app, watch, publicSite, serve: _serve, serveSystem: _serveSystem, later: _later },
    use,
  ) => {
    const contexts: BrowserContext[] = [];
    // What a browser prints about requests that fail is the subject of these tests, not a surprise.
    watch.expectProblems(EXPECTED);
    await use(async (kind) => {
      if (kind === 'loopback') {
        await page.goto(`${app.url}#/providers/add`);
        return page;
      }
      const { url, origin, context } = await publicSite.open(kind === 'public, asked');
      contexts.push(context);
      watch.allowOrigins(origin);
      await watch.follow(context);
      if (kind === 'public, granted') {
        await context.grantPermissions(['local-network-access'], { origin });
      }
      const opened = await context.newPage();
      if (kind === 'public, denied') await deny(opened, origin);
      await opened.goto(`${url}#/providers/add`);
      return opened;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

// The last two: a browser takes no service worker from a site with a certificate that nobody signed.
const EXPECTED =
  /Failed to load resource|CORS policy|Cross-Origin Request Blocked|Mixed Content|net::ERR_|SSL certificate|error occurred when fetching the script/;

/** Playwright can only grant; what a person's "Block" leaves is set over the browser's own protocol. */
async function deny(page: Page, origin: string): Promise<void> {
  const pageSession = await page.context().newCDPSession(page);
  const { targetInfo } = await pageSession.send('Target.getTargetInfo');
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { browserContextId } = targetInfo;
  const permission = { name: 'local-network-access' };
  await session.send('Browser.setPermission', {
    permission,
    setting: 'denied',
    origin,
    ...(browserContextId && { browserContextId }),
  });
}
