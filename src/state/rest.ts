import type { Clock, Idle } from '../core/ports';
import type { CompletionState } from './completion';

/** After so long without an answer nobody reads one that grows: those of tool calls and of a queue follow each other at once. */
const QUIET_MS = 1_000;
/** Longer than that nothing waits, in milliseconds: an answer may take hours. */
const AT_MOST_MS = 60_000;

export interface RestTools {
  completion: Pick<CompletionState, 'subscribe'>;
  clock: Pick<Clock, 'after'>;
  idle: Idle;
}

/**
 * Idle moments in which no answer of this tab runs, nor did a second ago: for what nobody waits for. Who waits a minute gets
 * the next idle moment all the same.
 */
export function createRest({ completion, clock, idle }: RestTools): Idle {
  const running = new Set<string>();
  const waiting = new Set<() => void>();
  let isQuiet = true;
  let cancelQuiet = (): void => {};
  const onQuiet = (): void => {
    isQuiet = true;
    for (const goOn of waiting) goOn();
    waiting.clear();
  };
  completion.subscribe(({ kind, answerId }) => {
    cancelQuiet();
    isQuiet = false;
    if (kind === 'started') running.add(answerId);
    else running.delete(answerId);
    if (running.size === 0) cancelQuiet = clock.after(QUIET_MS, onQuiet);
  });
  const quiet = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(AT_MOST_MS, () => {
        waiting.delete(goOn);
        resolve();
      });
      const goOn = (): void => {
        cancel();
        resolve();
      };
      waiting.add(goOn);
    });
  return async () => {
    if (!isQuiet) await quiet();
    await idle();
  };
}
