// Long chats: opening, typing, sending and scrolling; the floor is a bare page with a bare textarea.
import { writeChat } from '../../long-chats.mjs';
import { percentile } from '../numbers.mjs';
import { metrics, sleep } from '../stage.mjs';

const SIZES = [500, 2000, 5000];
const LONGEST = 5000;
const KEYS = 50;
const KEY_MS = 60;
const FRAMES = 400;
const STEP = 120;

/**
 * @typedef {import('../stage.mjs').Opened} Opened
 * @typedef {import('@playwright/test').Page} Page
 */

/** @type {import('../report.mjs').Part} */
export const long = {
  name: 'long',
  rows: [
    ...SIZES.map((count) => ({
      id: `open-${count}`,
      name: `${count.toLocaleString('en-US')} messages: click → last one visible`,
      unit: 'ms',
      bar: /** @type {const} */ ({ of: 'value', atMost: 150 }),
    })),
    {
      id: 'from-navigation',
      name: '5,000 messages: navigation → last one visible, beyond a reload',
      unit: 'ms',
      bar: { of: 'value', atMost: 150 },
    },
    {
      id: 'nodes',
      name: 'DOM nodes, 5,000 messages against 500',
      unit: '×',
      bar: { of: 'value', atMost: 1.02 },
    },
    {
      id: 'key',
      name: '50 characters in 5,000 messages: key → paint p95',
      unit: 'ms',
      bar: { of: 'ratio', atMost: 1.2 },
    },
    { id: 'key-cpu', name: 'the same: CPU per key', unit: 'ms', bar: { of: 'value', atMost: 2 } },
    {
      id: 'send',
      name: '5,000 messages: Enter → request arrives',
      unit: 'ms',
      bar: { of: 'value', atMost: 100 },
    },
    {
      id: 'scroll',
      name: `5,000 messages: frame p95 while scrolling ${STEP} px a frame`,
      unit: 'ms',
      bar: { of: 'ratio', atMost: 1.3 },
    },
    {
      id: 'blank',
      name: 'the same: frames with a blank area, or a jump',
      unit: '',
      bar: { of: 'value', atMost: 0 },
    },
  ],
  async measure(stage, round) {
    /** @type {import('../report.mjs').Sample} */
    const sample = {};
    const floor = await stage.floor();
    const patchbay = await stage.patchbay();
    try {
      for (const count of SIZES)
        await patchbay.page.evaluate(writeChat, { id: `long${count}`, count });
      await letSearchKeep(patchbay.page);
      /** @type {Map<number, number>} */
      const nodes = new Map();
      // In another order each time: the first one is the coldest.
      for (const at of SIZES.keys()) {
        const count = SIZES[(at + round) % SIZES.length] ?? LONGEST;
        sample[`open-${count}`] = { patchbay: await open(patchbay.page, count) };
        // What lies beside the view comes after it.
        await sleep(500);
        nodes.set(count, await patchbay.page.evaluate(() => document.querySelectorAll('*').length));
      }
      sample['from-navigation'] = { patchbay: await beyondReload(patchbay.page) };
      sample['nodes'] = { patchbay: (nodes.get(LONGEST) ?? NaN) / (nodes.get(500) ?? NaN) };
      await open(patchbay.page, LONGEST);
      const keys = { floor: await type(floor), patchbay: await type(patchbay) };
      sample['key'] = { floor: keys.floor.p95, patchbay: keys.patchbay.p95 };
      sample['key-cpu'] = { floor: keys.floor.cpu, patchbay: keys.patchbay.cpu };
      await floor.page.evaluate(fill);
      const still = await floor.page.evaluate(scroll, { frames: FRAMES, step: STEP });
      const scrolled = await patchbay.page.evaluate(scroll, { frames: FRAMES, step: STEP });
      sample['scroll'] = {
        floor: percentile(still.times, 95),
        patchbay: percentile(scrolled.times, 95),
      };
      sample['blank'] = { floor: still.faults, patchbay: scrolled.faults };
      sample['send'] = { patchbay: await send(patchbay.page, stage.server) };
    } finally {
      await floor.close();
      await patchbay.close();
    }
    return sample;
  },
};

/**
 * Chats that were there at the last start are kept for the search, and only read again by it where they are not.
 * @param {Page} page
 */
async function letSearchKeep(page) {
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('search-ready').length > 0);
  await sleep(4000);
}

/**
 * Loads the app anew, lets it rest, and opens a chat from the sidebar.
 * @param {Page} page
 * @param {number} count
 */
async function open(page, count) {
  await page.goto(`${new URL(page.url()).origin}/#/`);
  await page.reload();
  await page.getByRole('link', { name: `${count} messages` }).waitFor();
  await sleep(1500);
  return page.evaluate(
    async ([title = '', last = '']) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const link = [...document.querySelectorAll('a')].find((a) => a.textContent?.includes(title));
      const began = performance.now();
      link?.click();
      const isThere = () =>
        [...document.querySelectorAll('article')].some((article) =>
          article.textContent?.includes(last),
        );
      while (!isThere()) await frame();
      await frame();
      return performance.now() - began;
    },
    [`${count} messages`, `#${count - 1} `],
  );
}

/**
 * Reloads the app on an empty new chat, and right after that in the long chat: how much later than the composer of the one
 * the last message of the other is on screen, both counted from their navigation.
 * @param {Page} page
 */
async function beyondReload(page) {
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/#/`);
  await page.reload();
  await sleep(1500);
  const composer = await page.evaluate(() => globalThis.benchProbe.state.composerAt);
  await page.goto(`${origin}/#/chat/long${LONGEST}`);
  await page.reload({ waitUntil: 'commit' });
  const last = await page.evaluate(
    async (words) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const isThere = () =>
        [...document.querySelectorAll('article')].some((article) =>
          article.textContent?.includes(words),
        );
      while (!isThere()) await frame();
      await frame();
      return performance.now();
    },
    `#${LONGEST - 1} `,
  );
  return last - composer;
}

/**
 * Types into the textarea of a page: the p95 from a key to the frame after the one that drew it, and the CPU per key.
 * @param {Opened} opened
 */
async function type({ page, cdp }) {
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.focus();
  await box.evaluate((element) => {
    /** @type {number[]} */
    const times = [];
    Object.assign(globalThis, { __keys: times });
    element.addEventListener('keydown', (event) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => times.push(performance.now() - event.timeStamp);
        channel.port2.postMessage(undefined);
      });
    });
  });
  const before = await metrics(cdp);
  for (let at = 0; at < KEYS; at += 1) {
    await page.keyboard.press(at % 6 === 5 ? 'Space' : ('abcdefghij'[at % 10] ?? 'a'));
    await sleep(KEY_MS);
  }
  const after = await metrics(cdp);
  /** @type {number[]} */
  const times = await page.evaluate(() => Reflect.get(globalThis, '__keys'));
  return { p95: percentile(times, 95), cpu: (after.cpuMs - before.cpuMs) / KEYS };
}

/**
 * @param {Page} page
 * @param {import('../stage.mjs').TokenServer} server
 */
async function send(page, server) {
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill('prose 500 20');
  const arrives = server.next('request');
  const asked = server.next('asked');
  const began = await box.evaluate((element) => {
    const now = performance.timeOrigin + performance.now();
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
    );
    return now;
  });
  const { at } = await arrives;
  const { messages } = await asked;
  if (messages !== LONGEST + 1) throw new Error(`${messages} messages were sent.`);
  return at - began;
}

/** Fills the floor page with so much text that it can be scrolled as far. */
function fill() {
  const main = document.querySelector('main');
  for (let at = 0; at < 400; at += 1) {
    const article = document.createElement('article');
    for (let part = 0; part < 3; part += 1) {
      const text = document.createElement('p');
      text.textContent = 'the model reads a long text and answers with what it found '.repeat(
        3 + part,
      );
      article.append(text);
    }
    main?.append(article);
  }
}

/**
 * Scrolls up from the end, so far a frame; counts frames in which a part of the view is blank or what stood in it has
 * moved by anything else.
 * @param {{ frames: number, step: number }} how
 */
async function scroll({ frames, step }) {
  const ROOM = 60;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const scroller = document.querySelector('[role=log]');
  if (!scroller) throw new Error('There is no log.');
  const view = scroller.getBoundingClientRect();
  const shown = () =>
    [...scroller.querySelectorAll('article')].filter((article) => {
      const { top, bottom } = article.getBoundingClientRect();
      return bottom > view.top && top < view.bottom;
    });
  scroller.scrollTop = scroller.scrollHeight;
  await frame();
  /** @type {number[]} */
  const times = [];
  let faults = 0;
  let before = Number(await frame());
  for (let at = 0; at < frames; at += 1) {
    // Looked at now and then only: looking costs as well.
    const first = at % 10 === 0 ? shown()[0] : undefined;
    const was = first?.getBoundingClientRect().top ?? 0;
    scroller.scrollTop -= step;
    const now = Number(await frame());
    times.push(now - before);
    before = now;
    if (!first) continue;
    const edges = shown().map((article) => article.getBoundingClientRect());
    const isBlank =
      Math.min(...edges.map(({ top }) => top)) > view.top + ROOM ||
      Math.max(...edges.map(({ bottom }) => bottom)) < view.bottom - ROOM;
    const hasJumped = Math.abs(first.getBoundingClientRect().top - was - step) > 2;
    if (isBlank || hasJumped) faults += 1;
  }
  return { times, faults };
}
