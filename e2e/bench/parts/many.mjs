// Ten thousand chats: what they add to a start, and how long the search takes in all their messages.
import { seedChats } from '../../seed-chats.mjs';
import { median, percentile } from '../numbers.mjs';
import { metrics, sleep } from '../stage.mjs';

const SEED = { chats: 10_000, needle: 'zebrafinch' };
/** In so many pieces the search keeps them. */
const BUCKETS = 256;
/** Like the first load. */
const SLOWER = 4;
const STARTS = 3;
const QUERIES = ['compiler cache', 'zebrafinch', 'the memory of a train'];
const KEY_MS = 100;
const SETTLED_MS = 4000;

/** @type {import('../report.mjs').Row[]} */
const rows = [
  {
    id: 'start',
    name: `start with 10,000 chats (24 MB) against one with none, CPU ×${SLOWER}: navigation → composer works`,
    unit: 'ms',
    bar: { of: 'ratio', atMost: 1.2 },
  },
  { id: 'start-list', name: 'the same: navigation → list shown', unit: 'ms' },
  { id: 'start-blocking', name: 'the same: blocking time within 4 s', unit: 'ms' },
  {
    id: 'search-first',
    name: 'composer works → all messages of those can be searched, the first time: nothing is kept yet',
    unit: 'ms',
  },
  {
    id: 'search-ready',
    name: 'the same, at every later start',
    unit: 'ms',
    bar: { of: 'value', atMost: 1000 },
  },
  {
    id: 'search-result',
    name: 'search in all messages of those: key → result p95',
    unit: 'ms',
    bar: { of: 'value', atMost: 50 },
  },
  {
    id: 'search-cpu',
    name: 'the same: main-thread CPU per key',
    unit: 'ms',
    bar: { of: 'value', atMost: 8 },
  },
];

/**
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 * @typedef {{ composer: number, list?: number, ready?: number, blocking: number, results: number[] }} Noted
 */

/** @type {Promise<{ none: BrowserContext, many: BrowserContext }> | undefined} */
let profiles;

/** @type {import('../report.mjs').Part} */
export const many = {
  name: 'many',
  rows,
  async measure(stage) {
    profiles ??= makeProfiles(stage);
    const { none, many: full } = await profiles;
    const url = stage.urls.patchbay;
    const first = await measureFirstSearch(full, url);
    /** @type {Noted[]} */
    const without = [];
    /** @type {Noted[]} */
    const withMany = [];
    for (let times = 0; times < STARTS; times += 1) {
      without.push(await measureStart(none, url));
      withMany.push(await measureStart(full, url));
    }
    /** @param {Noted[]} all @param {(noted: Noted) => number} pick */
    const middle = (all, pick) => median(all.map(pick));
    return {
      start: {
        floor: middle(without, ({ composer }) => composer),
        patchbay: middle(withMany, ({ composer }) => composer),
      },
      'start-list': { patchbay: middle(withMany, ({ list }) => list ?? NaN) },
      'start-blocking': {
        floor: middle(without, ({ blocking }) => blocking),
        patchbay: middle(withMany, ({ blocking }) => blocking),
      },
      'search-first': { patchbay: first },
      ...(await measureSearch(full, url)),
    };
  },
};

/** @param {import('../stage.mjs').Stage} stage */
async function makeProfiles(stage) {
  const [none, full] = [await stage.fresh(), await stage.fresh()];
  for (const { page } of [none, full]) {
    await page.goto(stage.urls.patchbay);
    await page.getByRole('button', { name: /^Model/ }).waitFor();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  }
  await seedChats(full.page, SEED);
  for (const { page } of [none, full]) await page.close();
  return { none: none.page.context(), many: full.page.context() };
}

/** Notes times in the page. Runs there, before anything else. */
function note() {
  /** @type {Noted} */
  const noted = { composer: NaN, blocking: 0, results: [] };
  Object.assign(globalThis, { noted });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.blocking += Math.max(0, duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  let typedAt = NaN;
  addEventListener('input', () => (typedAt = performance.now()), true);
  const inNav = (/** @type {string} */ what) => document.querySelector(`nav ${what}`);
  new MutationObserver(() => {
    if (document.querySelector('textarea') && Number.isNaN(noted.composer)) {
      noted.composer = Infinity;
      // In a task of its own: what still runs in this one holds the composer up.
      setTimeout(() => (noted.composer = performance.now()));
    }
    if (inNav('li[data-index] a')) noted.list ??= performance.now();
    if (Number.isNaN(typedAt) || !inNav('[role=status]')?.textContent) return;
    noted.results.push(performance.now() - typedAt);
    typedAt = NaN;
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

/** @param {import('@playwright/test').Page} page */
const notedIn = (page) =>
  page.evaluate(() => {
    const { noted } = /** @type {{ noted: Noted }} */ (/** @type {unknown} */ (globalThis));
    const [ready] = performance.getEntriesByName('search-ready');
    return { ...noted, ...(ready && { ready: ready.startTime }) };
  });

/**
 * @param {BrowserContext} context
 * @param {string} url
 */
async function measureStart(context, url) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.addInitScript(note);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(url);
  await sleep(4000);
  const noted = await notedIn(page);
  await page.close();
  return noted;
}

/**
 * A start that finds nothing kept of what the search read before, as after an import; it ends when all is kept.
 * @param {BrowserContext} context
 * @param {string} url
 */
async function measureFirstSearch(context, url) {
  const page = await context.newPage();
  await page.addInitScript(note);
  await page.goto(url);
  await page.getByRole('button', { name: /^Model/ }).waitFor();
  await page.evaluate(keptTexts, true);
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('search-ready').length > 0);
  const { composer, ready = NaN } = await notedIn(page);
  while ((await page.evaluate(keptTexts, false)) !== BUCKETS) await sleep(500);
  await page.close();
  return ready - composer;
}

/**
 * Runs in the page: how many buckets the search has kept.
 * @param {boolean} isClearing whether they are to be forgotten
 * @returns {Promise<number>}
 */
function keptTexts(isClearing) {
  return new Promise((resolve) => {
    const opening = indexedDB.open('patchbay');
    opening.addEventListener('success', () => {
      const texts = opening.result.transaction('texts', 'readwrite').objectStore('texts');
      if (isClearing) texts.clear();
      const request = texts.count();
      request.addEventListener('success', () => {
        opening.result.close();
        resolve(request.result);
      });
    });
  });
}

/**
 * @param {BrowserContext} context
 * @param {string} url
 */
async function measureSearch(context, url) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(note);
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('search-ready').length > 0);
  // What else a start loads is no part of typing.
  await sleep(SETTLED_MS);
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.focus();
  const cpus = [];
  for (const query of QUERIES) {
    await field.fill('');
    // The list of chats that comes back is no part of typing either.
    await sleep(KEY_MS * 4);
    const before = await metrics(cdp);
    await page.keyboard.type(query, { delay: KEY_MS });
    await sleep(KEY_MS);
    cpus.push(((await metrics(cdp)).cpuMs - before.cpuMs) / query.length);
  }
  const { composer, ready = NaN, results } = await notedIn(page);
  await page.close();
  return {
    'search-ready': { patchbay: ready - composer },
    'search-result': { patchbay: percentile(results, 95) },
    'search-cpu': { patchbay: Math.max(...cpus) },
  };
}
