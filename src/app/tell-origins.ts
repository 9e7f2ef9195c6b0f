import type { LogState } from '../state/log';

/** An event at the window whose `detail` is a function, which is called at once. */
const QUESTION = 'patchbay-log';

/**
 * Answers whoever asks in this page which origins it contacted, with a copy of what the log page lists. Thus a test, or a
 * person at the browser's console, can hold that list against what the browser itself saw. No address, key or text is in
 * it, and only scripts of this page can ask.
 */
export function tellOrigins(log: Pick<LogState, 'origins'>, page: EventTarget = window): void {
  page.addEventListener(QUESTION, (event) => {
    const { detail: tell } = event as CustomEvent<unknown>;
    if (typeof tell === 'function') tell(log.origins().map(({ origin }) => origin));
  });
}
