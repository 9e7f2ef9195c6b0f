/** So long after the last key somebody may be looking for a word. */
const PAUSE_MS = 5_000;

/** What a person is at in this page. */
export interface Typing {
  /** Within the last seconds something was typed. */
  isTyping(): boolean;
  /** Milliseconds since the last key. */
  sinceTyped(): number;
  /** A dialog is open, or a form of the page says something: a reload would take away what is in there. */
  isInTheMiddle(): boolean;
}

/** Watches what is typed from now on. The text of composers (named Message) survives a reload, that of other fields does not. */
export function createTyping(page: Document): Typing {
  let last = -Infinity;
  page.addEventListener('input', () => (last = performance.now()), {
    capture: true,
    passive: true,
  });
  const sinceTyped = () => performance.now() - last;
  return {
    isTyping: () => sinceTyped() < PAUSE_MS,
    sinceTyped,
    isInTheMiddle() {
      if (page.querySelector('dialog[open]')) return true;
      const fields = page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
        'main form :is(textarea, input):not([aria-label=Message])',
      );
      return [...fields].some(({ value, defaultValue }) => value !== defaultValue);
    },
  };
}
