// Everything that a part of the benchmark measures with: two pages, two servers, a browser, and its clocks.
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { chromiumLaunch } from '../browsers.mjs';
import { DIST } from '../build.mjs';
import { serveStatic } from '../static-server.mjs';
import { missingFiles } from '../stored-files.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').CDPSession} CDPSession
 * @typedef {{ type: string, at: number, port?: number, messages?: number }} ServerEvent
 *
 * @typedef {object} TokenServer
 * @property {string} origin
 * @property {(type: string) => Promise<ServerEvent>} next the next event of this kind, told in `token-server.mjs`
 * @property {() => void} close
 *
 * @typedef {object} Opened a page in a profile of its own, with the probe in it
 * @property {Page} page
 * @property {CDPSession} cdp
 * @property {() => Promise<void>} close
 */

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** @returns {Promise<TokenServer>} */
async function startTokenServer() {
  const child = fork(join(HERE, 'token-server.mjs'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  /** @type {[string, (event: ServerEvent) => void][]} */
  let waiting = [];
  child.on('message', (/** @type {ServerEvent} */ event) => {
    const heard = waiting.filter(([type]) => type === event.type);
    waiting = waiting.filter(([type]) => type !== event.type);
    for (const [, resolve] of heard) resolve(event);
  });
  /** @type {TokenServer['next']} */
  const next = (type) => new Promise((resolve) => waiting.push([type, resolve]));
  const { port } = await next('port');
  return { origin: `http://127.0.0.1:${port}`, next, close: () => child.disconnect() };
}

/** Builds the floor page into a folder of its own and answers that. */
async function buildFloor() {
  const outDir = await mkdtemp(join(tmpdir(), 'patchbay-floor-'));
  await build({
    root: join(HERE, 'floor'),
    base: './',
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  });
  return outDir;
}

/** What all parts share. Close it at the end. */
export class Stage {
  /**
   * @param {import('@playwright/test').Browser} browser
   * @param {{ patchbay: string, floor: string }} urls
   * @param {TokenServer[]} servers
   * @param {(() => unknown)[]} closers
   */
  constructor(browser, urls, servers, closers) {
    this.browser = browser;
    this.urls = urls;
    this.servers = servers;
    this.closers = closers;
  }

  static async open() {
    const floorDir = await buildFloor();
    const [floor, patchbay] = await Promise.all([
      serveStatic({ root: floorDir, quality: 11 }),
      serveStatic({ root: DIST, quality: 11 }),
    ]);
    const servers = [await startTokenServer(), await startTokenServer()];
    const { launchOptions } = chromiumLaunch();
    const browser = await chromium.launch({ ...launchOptions, headless: true });
    const stage = new Stage(browser, { patchbay: patchbay.url, floor: floor.url }, servers, [
      () => browser.close(),
      () => floor.close(),
      () => patchbay.close(),
      () => rm(floorDir, { recursive: true }),
      ...servers.map((server) => server.close),
    ]);
    await stage.#warmUp();
    return stage;
  }

  /** The static servers compress a file when it is first asked for, which is no part of a page's time. */
  async #warmUp() {
    for (const url of Object.values(this.urls)) {
      const { page, close } = await this.fresh();
      await page.goto(url);
      await page.getByRole('textbox', { name: 'Message' }).waitFor();
      if (url === this.urls.patchbay) await page.evaluate(() => navigator.serviceWorker.ready);
      await close();
    }
  }

  async close() {
    for (const close of this.closers) await close();
  }

  /** @returns {TokenServer} */
  get server() {
    const [first] = this.servers;
    if (!first) throw new Error('The stage has no server.');
    return first;
  }

  /**
   * An empty page in a fresh profile.
   * @returns {Promise<Opened>}
   */
  async fresh() {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addInitScript({ path: join(HERE, 'probe.js') });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return { page, cdp, close: () => context.close() };
  }

  /**
   * The floor page, ready to be asked.
   * @param {{ pace?: number }} [options]
   */
  async floor({ pace = 0 } = {}) {
    const opened = await this.fresh();
    const servers = this.servers.map(({ origin }) => `server=${origin}`).join('&');
    await opened.page.goto(`${this.urls.floor}?${servers}&pace=${pace}`);
    await opened.page.getByRole('textbox', { name: 'Message' }).waitFor();
    return opened;
  }

  /** Patchbay with the token servers as its providers, on an empty new chat, loaded anew from its service worker. */
  async patchbay() {
    const opened = await this.fresh();
    await addProviders(opened.page, this.urls.patchbay, this.servers);
    await opened.page.goto(`${this.urls.patchbay}#/`);
    await opened.page.reload();
    await opened.page.getByRole('button', { name: 'Model bench' }).waitFor();
    // What is loaded late for the first answer is there for the second: this measures streaming, not loading.
    await ask(opened.page, 'prose 500 60');
    await opened.page.locator('article[aria-label=Assistant][data-status=done]').waitFor();
    await opened.page.goto(`${this.urls.patchbay}#/`);
    await opened.page.getByRole('log').waitFor({ state: 'hidden' });
    // Nor does it measure how the service worker fetches what is still missing: it begins when no answer runs.
    await filesStored(opened.page);
    return opened;
  }
}

/**
 * @param {Page} page
 * @param {string} home
 * @param {TokenServer[]} servers
 */
async function addProviders(page, home, servers) {
  for (const { origin } of servers) {
    await page.goto(`${home}#/providers/add`);
    await page.getByLabel('Base URL', { exact: true }).fill(`${origin}/v1`);
    await page.getByLabel('Base URL', { exact: true }).press('Enter');
    await page.waitForURL(/#\/providers\/(?!add)[^/]+$/);
  }
}

/**
 * Waits until the service worker has all files of the page.
 * @param {Page} page
 */
export async function filesStored(page) {
  while ((await page.evaluate(missingFiles)) > 0) await sleep(200);
}

/**
 * Types a question and sends it.
 * @param {Page} page
 * @param {string} question
 */
export async function ask(page, question) {
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill(question);
  await box.press('Enter');
}

/**
 * Main-thread CPU time of the page so far in milliseconds, its JavaScript heap in bytes, and its nodes.
 * @param {CDPSession} cdp
 */
export async function metrics(cdp) {
  const { metrics: all } = await cdp.send('Performance.getMetrics');
  const value = (/** @type {string} */ name) =>
    all.find((entry) => entry.name === name)?.value ?? NaN;
  return {
    cpuMs: value('TaskDuration') * 1000,
    heap: value('JSHeapUsedSize'),
    nodes: value('Nodes'),
  };
}

/**
 * The same after garbage was collected.
 * @param {CDPSession} cdp
 */
export async function settledMetrics(cdp) {
  for (let times = 0; times < 3; times += 1) await cdp.send('HeapProfiler.collectGarbage');
  return metrics(cdp);
}

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
