import type { Clock } from '../core/ports';

/** Whoever stayed this long after the page asked to be left, stayed. */
const STAYED_MS = 5_000;

/**
 * Tells whether the page is being left right now. Firefox cuts every request as soon as a reload or a navigation begins, while
 * the page still runs: what fails then was not the server's doing.
 */
export function createLeaving(page: EventTarget, clock: Pick<Clock, 'after'>): () => boolean {
  let isLeaving = false;
  let cancel = (): void => {};
  const leave = (): void => {
    isLeaving = true;
    cancel();
    // A download or a mailto: link asks too, and then nobody leaves.
    cancel = clock.after(STAYED_MS, stay);
  };
  const stay = (): void => {
    isLeaving = false;
    cancel();
  };
  page.addEventListener('beforeunload', leave);
  page.addEventListener('pagehide', leave);
  page.addEventListener('pageshow', stay);
  return () => isLeaving;
}
