/** The id of an option of a listbox, for `aria-activedescendant`. */
export function optionId(listboxId: string, index: number): string {
  return `${listboxId}-${index}`;
}

/** The index that a key leads to, stopping at both ends; undefined for a key that does not move. */
export function stepActive(
  event: Pick<KeyboardEvent, 'key' | 'target'>,
  active: number,
  count: number,
  page = 8,
): number | undefined {
  const next = destination(event, active, count - 1, page);
  return next === undefined || count === 0 ? undefined : Math.max(0, Math.min(next, count - 1));
}

/** The option at an index; where a heading stands there, the next one on the way from `from`, or else before it. */
export function nearestOption<T>(
  items: readonly T[],
  index: number,
  from: number,
  isHeading: (item: T) => boolean,
): number {
  const search = (step: number): number | undefined => {
    for (let at = index; at >= 0 && at < items.length; at += step) {
      const item = items[at];
      if (item !== undefined && !isHeading(item)) return at;
    }
    return undefined;
  };
  const onward = index < from ? -1 : 1;
  return search(onward) ?? search(-onward) ?? from;
}

function destination(
  { key, target }: Pick<KeyboardEvent, 'key' | 'target'>,
  active: number,
  last: number,
  page: number,
): number | undefined {
  // In a text box Home and End belong to the caret.
  const { tagName, type } = (target ?? {}) as { tagName?: string; type?: string };
  const inText = tagName === 'TEXTAREA' || (tagName === 'INPUT' && type !== 'checkbox');
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return inText ? undefined : 0;
    case 'End':
      return inText ? undefined : last;
    default:
      return undefined;
  }
}
