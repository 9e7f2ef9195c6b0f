// Eight answers at once from two servers, as many as a browser lets one page have from each.
import { percentile } from '../numbers.mjs';
import { ask, sleep } from '../stage.mjs';

const CHATS = 8;
const QUESTION = 'prose 200 4000';
const MEASURED_MS = 5000;

/** @type {import('../report.mjs').Part} */
export const parallel = {
  name: 'parallel',
  rows: [
    {
      id: 'p95',
      name: '8 chats at once from two servers at 200 tok/s each: frame p95',
      unit: 'ms',
      bar: { of: 'ratio', atMost: 1.3 },
    },
  ],
  async measure(stage) {
    const floor = await stage.floor();
    for (let at = 0; at < CHATS; at += 1) await ask(floor.page, QUESTION);
    const floorP95 = await frameP95(floor.page);
    await floor.close();
    const patchbay = await stage.patchbay();
    for (let at = 0; at < CHATS; at += 1) await beginChat(patchbay.page, stage, at);
    const p95 = await frameP95(patchbay.page);
    await patchbay.close();
    return { p95: { floor: floorP95, patchbay: p95 } };
  },
};

/**
 * The second half of the chats asks the other server.
 * @param {import('../stage.mjs').Page} page
 * @param {import('../stage.mjs').Stage} stage
 * @param {number} at
 */
async function beginChat(page, stage, at) {
  await page.goto(`${stage.urls.patchbay}#/`);
  await page.getByRole('log').waitFor({ state: 'hidden' });
  if (at === CHATS / 2) {
    await page.getByRole('button', { name: 'Model bench' }).click();
    await page.getByRole('option', { name: 'bench' }).nth(1).click();
  }
  await ask(page, QUESTION);
  await page.locator('article[data-status=streaming]').waitFor();
}

/** @param {import('../stage.mjs').Page} page */
async function frameP95(page) {
  await page.evaluate(() => globalThis.benchProbe.begin());
  await sleep(MEASURED_MS);
  const frames = await page.evaluate(() => globalThis.benchProbe.state.frames);
  return percentile(frames, 95);
}
