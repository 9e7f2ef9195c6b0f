import type { Clock, Idle } from '../core/ports';

/** So long after the last key the next one is not held up. */
const PAUSE_MS = 1_000;
/** Longer than that nothing waits for a pause, in milliseconds: somebody may write for hours. */
const AT_MOST_MS = 60_000;

export interface CalmTools {
  rest: Idle;
  /** Milliseconds since the last key. */
  sinceTyped(): number;
  clock: Pick<Clock, 'after'>;
}

/**
 * Moments of `rest` in which nobody types either: for work of seconds that is done in pieces. Who waits a minute for the
 * typing to pause goes on all the same.
 */
export function createCalm({ rest, sinceTyped, clock }: CalmTools): Idle {
  const pass = (ms: number): Promise<void> =>
    new Promise((resolve) => void clock.after(ms, resolve));
  return async () => {
    for (let waited = 0; waited < AT_MOST_MS;) {
      const ms = PAUSE_MS - sinceTyped();
      if (ms <= 0) break;
      await pass(ms);
      waited += ms;
    }
    await rest();
  };
}
