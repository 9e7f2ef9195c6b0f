import { chromium, type Page } from '@playwright/test';
import { headlessLaunch } from './browsers.mjs';
import type { Watch } from './watch';

export interface InsecureOrigin {
  /** Where the app is, for `page` alone. */
  home: string;
  page: Page;
  close(): Promise<void>;
}

/** A browser to which the app comes over plain http from a host that is not this computer by its name. */
export async function openInsecureOrigin(appUrl: string, watch: Watch): Promise<InsecureOrigin> {
  const { launchOptions } = headlessLaunch();
  const args = [...launchOptions.args, '--host-resolver-rules=MAP patchbay.test 127.0.0.1'];
  const browser = await chromium.launch({ ...launchOptions, args });
  const context = await browser.newContext();
  await watch.follow(context);
  const home = appUrl.replace('127.0.0.1', 'patchbay.test');
  watch.allowOrigins(home);
  return { home, page: await context.newPage(), close: () => browser.close() };
}
