// A page that looks the same each time: its clock stands, its addresses and its space are always the same.
import type { Page } from '@playwright/test';
import { fineServer } from '../fine-chat';
import {
  createGate,
  type Gate,
  type ScriptedOptions,
  type ScriptedServer,
  wait,
} from '../servers/scripted';
import type { Watch } from '../watch';

/** Where the page and its servers seem to live; whatever asks there is led to the port of this run. */
export const HOME = 'http://localhost:7282/';
export const OPEN = 'http://localhost:1234/v1';
export const SHUT = 'http://localhost:11434/v1';

/** The settings of tests that compare pictures. A service worker could ask past the routes. */
export const stillness = {
  contextOptions: { reducedMotion: 'reduce' },
  deviceScaleFactor: 1,
  serviceWorkers: 'block',
  timezoneId: 'UTC',
} as const;

/** When the clock stands still. */
const MORNING = Date.parse('2026-05-12T09:30:00Z');

/** Stops the clock at so many milliseconds after the morning. */
export const stopClock = (page: Page, after = 0): Promise<void> =>
  page.clock.setFixedTime(MORNING + after);

/** Call it before the page is opened. `behind` says which server of this run answers for which address. */
export async function makeStill(
  page: Page,
  watch: Watch,
  behind: Record<string, Pick<ScriptedServer, 'origin'>>,
): Promise<void> {
  await stopClock(page);
  for (const [address, { origin }] of Object.entries(behind)) {
    const seeming = new URL(address).origin;
    watch.allowOrigins(seeming);
    watch.allowOwnRequests(origin);
    await page.route(`${seeming}/**`, (route) => {
      const { pathname, search } = new URL(route.request().url());
      return route.continue({ url: `${origin}${pathname}${search}` });
    });
  }
  await page.addInitScript(() => {
    // The blank page before the first one is not secure.
    if (!('StorageManager' in globalThis)) return;
    StorageManager.prototype.estimate = async () => ({ usage: 5_400_000, quota: 2_000_000_000 });
    StorageManager.prototype.persisted = async () => true;
  });
}

export interface Pace {
  thinks: Gate;
  speaks: Gate;
  ends: Gate;
}

/** The server of `fine-chat`, whose answers wait for the test before each part: the clock moves between them. */
export function pacedServer(): { options: ScriptedOptions; pace: Pace } {
  const pace = { thinks: createGate(), speaks: createGate(), ends: createGate() };
  const { chat } = fineServer;
  const options: ScriptedOptions = {
    ...fineServer,
    chat: (request, count) => {
      const reply = typeof chat === 'function' ? chat(request, count) : chat;
      if (!Array.isArray(reply)) throw new Error('a failure has no pace');
      const [thought, words, ...rest] = reply;
      if (!thought || !words) throw new Error('an answer without parts has no pace');
      return [wait(pace.thinks), thought, wait(pace.speaks), words, wait(pace.ends), ...rest];
    },
  };
  return { options, pace };
}
