import { assertNever } from '../../lib/assert-never';
import type { UnsavedItem, UnsavedWay } from '../../state/unsaved/pending';

const MOST_NAMED = 2;

export interface UnsavedWords {
  what: string;
  why: string;
}

/** What is not saved, and why, for people; undefined when all is. */
export function unsavedWords(
  items: readonly Pick<UnsavedItem, 'label' | 'reason' | 'way'>[],
): UnsavedWords | undefined {
  const last = items.at(-1);
  if (!last) return undefined;
  const named = items.slice(0, MOST_NAMED).map(({ label }) => label);
  const more = items.length - named.length;
  if (more > 0) named.push(`${more} more`);
  const list =
    named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
  return { what: `Not saved: ${list}.`, why: `${last.reason} ${nextOf(last.way)}` };
}

function nextOf(way: UnsavedWay): string {
  switch (way) {
    case 'retried':
      return 'It is kept while this tab is open, and tried again by itself.';
    case 'asks':
      return 'It is kept while this tab is open. “Try again” saves it.';
    case 'never':
      return 'A download keeps them.';
    default:
      return assertNever(way);
  }
}
