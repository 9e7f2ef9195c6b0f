// An answer on both pages, one right after the other.
import { measureAnswer } from '../answer.mjs';

/** Above this the machine itself was busy: the floor page alone takes about 19 ms. */
const QUIET_P95 = 25;
const TRIES = 4;

/**
 * Measures the floor page first; a repetition on a busy machine is run again.
 * @param {import('../stage.mjs').Stage} stage
 * @param {Parameters<typeof measureAnswer>[2]} what
 */
export async function besideFloor(stage, what) {
  for (let tries = 1; ; tries += 1) {
    const floor = await withPage(await stage.floor(), stage, what);
    const isQuiet = what.rate === 0 || floor.p95 <= QUIET_P95;
    if (!isQuiet && tries < TRIES) continue;
    if (!isQuiet)
      console.log(
        `The floor page's own frame p95 was ${floor.p95.toFixed(1)} ms, ${TRIES} times: this machine is busy.`,
      );
    return { floor, patchbay: await withPage(await stage.patchbay(), stage, what) };
  }
}

/**
 * @param {import('../stage.mjs').Opened} opened
 * @param {import('../stage.mjs').Stage} stage
 * @param {Parameters<typeof measureAnswer>[2]} what
 */
async function withPage(opened, stage, what) {
  try {
    return await measureAnswer(opened, stage.server, what);
  } finally {
    await opened.close();
  }
}
