// What a long answer leaves in memory, and what closing its chat gives back.
import { ask, settledMetrics } from '../stage.mjs';

const MB = 1_000_000;

/** @type {import('../report.mjs').Part} */
export const heap = {
  name: 'heap',
  rows: [
    {
      id: 'after',
      name: 'heap after a 16,000-token answer',
      unit: 'MB',
      bar: { of: 'value', atMost: 12 },
    },
    {
      id: 'closed',
      name: 'after closing it, against before',
      unit: '×',
      bar: { of: 'value', atMost: 1.1 },
    },
  ],
  async measure(stage) {
    const floor = await stage.floor();
    await answered(floor);
    const left = (await settledMetrics(floor.cdp)).heap;
    await floor.close();
    const patchbay = await stage.patchbay();
    // Most of what the first such answer leaves is compiled code; this is about what the answer itself does.
    await answered(patchbay);
    await close(patchbay, stage);
    const before = (await settledMetrics(patchbay.cdp)).heap;
    await answered(patchbay);
    await patchbay.page.locator('article[aria-label=Assistant][data-status=done]').waitFor();
    const after = (await settledMetrics(patchbay.cdp)).heap;
    await close(patchbay, stage);
    const closed = (await settledMetrics(patchbay.cdp)).heap;
    await patchbay.close();
    return {
      after: { floor: left / MB, patchbay: after / MB },
      closed: { patchbay: closed / before },
    };
  },
};

/** @param {import('../stage.mjs').Opened} opened */
async function answered({ page }) {
  await page.evaluate(() => globalThis.benchProbe.begin());
  await ask(page, 'prose 0 16000');
  await page.evaluate(() => globalThis.benchProbe.finished());
}

/**
 * @param {import('../stage.mjs').Opened} opened
 * @param {import('../stage.mjs').Stage} stage
 */
async function close({ page }, stage) {
  await page.locator('article[aria-label=Assistant][data-status=done]').waitFor();
  await page.goto(`${stage.urls.patchbay}#/`);
  await page.getByRole('log').waitFor({ state: 'hidden' });
}
