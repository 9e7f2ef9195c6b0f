import type { Idle } from '../core/ports';

/** In a busy page the work is done all the same, a little later. */
const AT_MOST_MS = 200;

/** Idle moments of this page; where the browser tells of none (Safari), a short wait stands in. */
export function createIdle(page: Window = window): Idle {
  return () =>
    new Promise((resolve) => {
      // The DOM's types don't know that it may be missing.
      if ('requestIdleCallback' in page)
        page.requestIdleCallback(() => resolve(), { timeout: AT_MOST_MS });
      else (page as Window).setTimeout(resolve, AT_MOST_MS / 10);
    });
}
