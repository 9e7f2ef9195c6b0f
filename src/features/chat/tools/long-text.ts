/** What a page draws without effort, and a person reads. */
const MOST_SHOWN = 20_000;

export function isLong(text: string): boolean {
  return text.length > MOST_SHOWN;
}

/**
 * The part of growing arguments that is shown, given the part that was shown before. Once it is full, the text is not
 * even looked at: engines put together a text that was added to, whole, when it is.
 */
export function beginningOf(text: string, before: string): string {
  return before.length >= MOST_SHOWN && text.length >= MOST_SHOWN
    ? before
    : text.slice(0, MOST_SHOWN);
}

/** Indented where it is JSON already; half-written or broken arguments stay as the model wrote them. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
