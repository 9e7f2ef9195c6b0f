import type { Clock } from '../../core/ports';

const HOUR_MS = 3_600_000;
/** What was cut off is tried again sooner. */
const AGAIN_MS = 300_000;

export interface Checks {
  /** The last one did not get the new version whole. */
  failed(): void;
}

/**
 * Runs `check` for a window that stays open for weeks: each hour while it can be seen, when it comes into view after
 * longer, and, after a failure, some minutes later or when the network is back.
 */
export function createChecks(
  check: () => void,
  { clock, page }: { clock: Clock; page: Window },
): Checks {
  let last = clock.now();
  let hasFailed = false;
  let cancel = (): void => {};
  const look = (): void => {
    cancel();
    const wait = last + (hasFailed ? AGAIN_MS : HOUR_MS) - clock.now();
    // Nobody would see it: it is made up for when somebody does.
    if (page.document.visibilityState !== 'visible') return;
    if (wait <= 0) {
      last = clock.now();
      hasFailed = false;
      check();
    }
    cancel = clock.after(wait > 0 ? wait : HOUR_MS, look);
  };
  page.document.addEventListener('visibilitychange', look);
  page.addEventListener('online', () => {
    if (hasFailed) last = 0;
    look();
  });
  look();
  return {
    failed() {
      hasFailed = true;
      look();
    },
  };
}
