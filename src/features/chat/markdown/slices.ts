/** What slices need of a page. */
export interface IdleHost {
  /** Milliseconds, from any moment on. */
  now(): number;
  /** Calls back in an idle moment; `left` tells how many milliseconds of it remain. */
  whenIdle(callback: (left: () => number) => void): void;
  /** Takes an error that a job threw. */
  report(error: unknown): void;
}

/** A third of a frame: a key that is pressed meanwhile waits no longer. */
const SLICE_MS = 5;

/**
 * Idle moments, but where something else is about to draw a frame (`join` answers true, and runs the callback in it), that
 * one: what is done there is laid out and painted with it, and needs no frame of its own. A slice of it still fits in.
 */
export function withFrames(host: IdleHost, join: (callback: () => void) => boolean): IdleHost {
  return {
    ...host,
    whenIdle: (callback) =>
      host.whenIdle((left) => {
        const isJoined = join(() => callback(() => Infinity));
        if (!isJoined) callback(left);
      }),
  };
}

/** Adds small jobs to be done in idle moments, in order; as many in a row as fit into a slice. */
export function createSlices(host: IdleHost): (job: () => void) => void {
  const jobs = new Set<() => void>();
  let asked = false;
  const ask = (): void => {
    if (asked || jobs.size === 0) return;
    asked = true;
    host.whenIdle(run);
  };
  const run = (left: () => number): void => {
    asked = false;
    const end = host.now() + SLICE_MS;
    for (const job of jobs) {
      jobs.delete(job);
      try {
        job();
      } catch (error) {
        host.report(error);
      }
      if (host.now() >= end || left() < 1) break;
    }
    ask();
  };
  return (job) => {
    jobs.add(job);
    ask();
  };
}

/** In a page that is never idle the work is done all the same, a job at a time. */
const AT_MOST_MS = 500;

/** The real page; Safari tells of no idle moments, a short wait stands in. */
export function browserIdleHost(page: Window = window): IdleHost {
  return {
    now: () => page.performance.now(),
    whenIdle(callback) {
      // The DOM's types don't know that it may be missing.
      if ('requestIdleCallback' in page) {
        page.requestIdleCallback((idle) => callback(() => idle.timeRemaining()), {
          timeout: AT_MOST_MS,
        });
      } else (page as Window).setTimeout(() => callback(() => Infinity), 30);
    },
    report: (error) => reportError(error),
  };
}
