// From the navigation to a box that one can write in, the processor four times slower, first and again.
import { filesStored, sleep } from '../stage.mjs';

const SLOWER = 4;
/** Long enough for what is loaded late: it must not block the person who writes by then. */
const AFTER_MS = 3000;

/**
 * @typedef {object} Loaded
 * @property {number} composer milliseconds
 * @property {number} blocking milliseconds beyond 50 of each long task
 * @property {number} scripts bytes over the wire
 * @property {number} all bytes
 * @property {number} requests
 * @property {number} again milliseconds
 */

/** @type {import('../report.mjs').Part} */
export const load = {
  name: 'load',
  rows: [
    {
      id: 'scripts',
      name: 'JavaScript before the composer works',
      unit: 'kB',
      bar: { of: 'value', atMost: 60 },
    },
    { id: 'all', name: 'all of the first load', unit: 'kB', bar: { of: 'value', atMost: 100 } },
    {
      id: 'requests',
      name: 'requests before the composer works',
      unit: '',
      bar: { of: 'value', atMost: 8 },
    },
    {
      id: 'composer',
      name: 'navigation → composer works, CPU ×4 slower',
      unit: 'ms',
      bar: { of: 'ratio', atMost: 1.75 },
    },
    {
      id: 'blocking',
      name: 'the same: blocking time',
      unit: 'ms',
      bar: { of: 'value', atMost: 150 },
    },
    {
      id: 'again',
      name: 'reload (Patchbay from its service worker)',
      unit: 'ms',
      bar: { of: 'ratio', atMost: 2 },
    },
  ],
  async measure(stage) {
    const floor = await measureLoad(stage, `${stage.urls.floor}?server=${stage.server.origin}`);
    const patchbay = await measureLoad(stage, stage.urls.patchbay);
    /** @param {keyof Loaded} key */
    const both = (key) => ({ floor: floor[key], patchbay: patchbay[key] });
    return {
      scripts: both('scripts'),
      all: both('all'),
      requests: both('requests'),
      composer: both('composer'),
      blocking: both('blocking'),
      again: both('again'),
    };
  },
};

/**
 * @param {import('../stage.mjs').Stage} stage
 * @param {string} url
 * @returns {Promise<Loaded>}
 */
async function measureLoad(stage, url) {
  const { page, cdp, close } = await stage.fresh();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(url);
  // Nothing is asked of the page meanwhile: finding an element in it by its role is work too.
  await sleep(AFTER_MS);
  const first = await page.evaluate(read);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  if (url === stage.urls.patchbay) {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    // The rest of the files comes in idle moments; it is not the load that is measured.
    await filesStored(page);
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.reload();
  await sleep(AFTER_MS / 2);
  const again = (await page.evaluate(read)).composer;
  await close();
  return { ...first, again };
}

/** Runs in the page. */
function read() {
  const { composerAt, longTasks } = globalThis.benchProbe.state;
  const entries = [
    ...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource'),
  ];
  const needed = /** @type {PerformanceResourceTiming[]} */ (entries).filter(
    ({ startTime }) => startTime <= composerAt,
  );
  const kB = (/** @type {PerformanceResourceTiming[]} */ list) =>
    list.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000;
  return {
    composer: composerAt,
    blocking: longTasks.reduce((sum, { ms }) => sum + ms - 50, 0),
    scripts: kB(needed.filter(({ name }) => new URL(name).pathname.endsWith('.js'))),
    all: kB(needed),
    requests: needed.length,
  };
}
