import type { Clock, FrameScheduler } from '../core/ports';
import { inNextTask } from './next-task';

/** What the scheduler needs of the page; each function returns how to cancel it. */
export interface FrameHost {
  /** Milliseconds that only go forward: the computer's clock may be set back, and the pace would wait for it. */
  now(): number;
  isHidden(): boolean;
  onFrame(callback: () => void): () => void;
  onVisibilityChange(callback: () => void): () => void;
  /** Runs it in a task of its own, without the wait that timers have. */
  inNextTask(callback: () => void): void;
  /** Takes an error that a callback threw. */
  report(error: unknown): void;
}

// About 20 runs a second: most of a run is painting, whatever is new. A frame that comes a little early still counts: on a 60 Hz screen every third one.
const PACE_MS = 50;
const EARLY_MS = 5;
const FRAME_MS = 17;

export interface PagedScheduler extends FrameScheduler {
  /** Runs it with what is asked for already, in the same frame; false, and it does not run, where nothing is or nobody looks. */
  join(callback: () => void): boolean;
  stop(): void;
}

/**
 * Runs the requested callbacks together, about 20 times a second: on a frame while the page is visible, by a timer
 * while it is hidden, because frames stop there. Hiding and showing moves what waits from one to the other.
 */
export function createFrameScheduler(host: FrameHost, clock: Pick<Clock, 'after'>): PagedScheduler {
  const waiting = new Set<(isShown: boolean) => void>();
  let isHurried = false;
  let last = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;

  const run = () => {
    cancel = undefined;
    last = host.now();
    isHurried = false;
    const isShown = !host.isHidden();
    const callbacks = [...waiting];
    waiting.clear();
    for (const callback of callbacks) {
      try {
        callback(isShown);
      } catch (error) {
        host.report(error);
      }
    }
  };
  const onFrame = () => {
    const isEarly = !isHurried && host.now() - last < PACE_MS - EARLY_MS;
    if (isEarly) cancel = host.onFrame(onFrame);
    else run();
  };
  const awaitFrame = () => {
    cancel = host.onFrame(onFrame);
  };
  const schedule = () => {
    const wait = Math.max(0, last + PACE_MS - host.now());
    if (host.isHidden()) cancel = clock.after(wait, run);
    else if (isHurried || wait <= FRAME_MS) awaitFrame();
    // A frame that is asked for is drawn, whether something comes of it or not.
    else cancel = clock.after(wait - FRAME_MS, awaitFrame);
  };
  const unlisten = host.onVisibilityChange(() => {
    if (!cancel) return;
    cancel();
    schedule();
  });
  return {
    request(callback, when) {
      waiting.add(callback);
      if (when === 'soon' && !isHurried) {
        isHurried = true;
        cancel?.();
        cancel = undefined;
      }
      if (!cancel) schedule();
    },
    join(callback) {
      if (waiting.size === 0 || host.isHidden()) return false;
      waiting.add(callback);
      return true;
    },
    breath: () => new Promise((resolve) => host.inNextTask(resolve)),
    stop() {
      unlisten();
      cancel?.();
    },
  };
}

/** The real page. */
export function browserFrameHost(page: Window = window): FrameHost {
  return {
    now: () => page.performance.now(),
    isHidden: () => page.document.hidden,
    onFrame(callback) {
      const frame = page.requestAnimationFrame(callback);
      return () => page.cancelAnimationFrame(frame);
    },
    onVisibilityChange(callback) {
      page.document.addEventListener('visibilitychange', callback);
      return () => page.document.removeEventListener('visibilitychange', callback);
    },
    inNextTask,
    report: (error) => reportError(error),
  };
}
