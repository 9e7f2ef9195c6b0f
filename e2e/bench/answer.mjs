// One streamed answer, measured from Enter to the last word on screen, the same way on both pages.
import { percentile } from './numbers.mjs';
import { ask, metrics, sleep } from './stage.mjs';

/**
 * @typedef {object} Measured
 * @property {number} p50 frame, milliseconds
 * @property {number} p95
 * @property {number} longest
 * @property {number[]} p95At of the frames up to each of the asked numbers of tokens
 * @property {number} longTasks milliseconds in tasks over 50 ms after the first word
 * @property {number} latency p99 from arrival to visible, milliseconds
 * @property {number[]} cpuAt main-thread CPU milliseconds per 1,000 tokens up to each of the asked numbers of tokens
 * @property {number} tail milliseconds from the server's last byte to the last word on screen
 *
 * @typedef {{ frames: number[], latencies: number[], longTasks: { start: number, ms: number }[], firstSeen: number, lastSeen: number }} Seen
 */

/** Pixels; the last flush may still be laid out. */
const LOST = 200;

/**
 * @param {import('./stage.mjs').Opened} opened
 * @param {import('./stage.mjs').TokenServer} server
 * @param {{ kind: string, rate: number, count: number, marks?: number[], tokens?: number }} what
 *   `tokens` where `count` counts something else
 * @returns {Promise<Measured>}
 */
export async function measureAnswer(
  { page, cdp },
  server,
  { kind, rate, count, tokens = count, marks = [tokens] },
) {
  const first = server.next('first');
  const last = server.next('last');
  await page.evaluate(() => globalThis.benchProbe.begin());
  const before = await metrics(cdp);
  await ask(page, `${kind} ${rate} ${count}`);
  const { at: begun } = await first;
  const cpuAt = [];
  for (const mark of marks) {
    if (mark === tokens) await page.evaluate(() => globalThis.benchProbe.finished());
    else await sleep(begun + (mark / rate) * 1000 - Date.now());
    cpuAt.push((((await metrics(cdp)).cpuMs - before.cpuMs) / mark) * 1000);
  }
  const { at: lastByte } = await last;
  const lost = await page.evaluate(belowView);
  // Whoever does not follow scrolls and paints less: such figures are worth nothing.
  if (lost > LOST)
    console.log(`${kind} at ${rate} tok/s: the end lies ${Math.round(lost)} px below the view.`);
  const seen = /** @type {Seen} */ (await page.evaluate(() => globalThis.benchProbe.state));
  return {
    p50: percentile(seen.frames, 50),
    p95: percentile(seen.frames, 95),
    longest: Math.max(...seen.frames),
    p95At: marks.map((mark) => percentile(framesUntil(seen.frames, mark / tokens), 95)),
    longTasks: seen.longTasks
      .filter(({ start }) => start > seen.firstSeen)
      .reduce((sum, { ms }) => sum + ms, 0),
    latency: percentile(seen.latencies, 99),
    cpuAt,
    tail: seen.lastSeen - lastByte,
  };
}

/** How far the end of the log lies below what is in view, when nothing of it changes any more. Runs in the page. */
async function belowView() {
  const log = document.querySelector('[role=log]');
  if (!log) return 0;
  let height = 0;
  for (let alike = 0; alike < 30; alike = height === log.scrollHeight ? alike + 1 : 0) {
    height = log.scrollHeight;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
  return height - log.clientHeight - log.scrollTop;
}

/**
 * The frames of the first part of the time.
 * @param {number[]} frames
 * @param {number} share
 */
function framesUntil(frames, share) {
  const end = frames.reduce((sum, ms) => sum + ms, 0) * share;
  let at = 0;
  return frames.filter((ms) => (at += ms) <= end + 1);
}
