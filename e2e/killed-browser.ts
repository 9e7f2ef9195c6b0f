/*
 * A browser on a profile of its own that is killed as a crash kills it: SIGKILL, without a word to any page. Playwright
 * does not tell the process of a persistent context; what is killed is found by the name of its profile, which no other
 * process has.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, firefox, type Page } from '@playwright/test';
import { firefoxLaunch, headlessLaunch } from './browsers.mjs';

export interface KillableBrowser {
  /** Starts the browser on the profile, as it was left. */
  open(): Promise<Page>;
  /** Kills all of its processes, and waits until they are gone. */
  kill(): Promise<void>;
  /** Closes it in peace, and removes the profile. */
  remove(): Promise<void>;
}

export async function killableBrowser(name: string): Promise<KillableBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'patchbay-killed-'));
  let context: BrowserContext | undefined;
  return {
    async open() {
      context = await launch(name, profile);
      return context.pages()[0] ?? context.newPage();
    },
    async kill() {
      for (const pid of await processesOf(profile)) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // Gone with its parent.
        }
      }
      while ((await processesOf(profile)).length > 0) await new Promise((go) => setTimeout(go, 20));
      await context?.close().catch(() => {});
      context = undefined;
    },
    async remove() {
      await context?.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function launch(name: string, profile: string): Promise<BrowserContext> {
  if (name !== 'firefox') {
    return chromium.launchPersistentContext(profile, headlessLaunch().launchOptions);
  }
  const { channel, launchOptions } = firefoxLaunch();
  return firefox.launchPersistentContext(profile, {
    ...launchOptions,
    ...(channel && { channel }),
    // After some crashes it would rather ask than start.
    firefoxUserPrefs: {
      'toolkit.startup.max_resumed_crashes': -1,
      'browser.sessionstore.resume_from_crash': false,
    },
  });
}

/** The processes with the profile on their command line. */
async function processesOf(profile: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(profile)) found.push(Number(name));
  }
  return found;
}
