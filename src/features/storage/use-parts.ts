import type { Census } from '../../core/backup/census';

/** One row of what takes the room. */
export interface UsePart {
  label: string;
  /** Undefined while it is weighed. */
  bytes: number | undefined;
}

/**
 * What takes the room, as far as it is known, with every row from the beginning. The rest is what the browser counts beside
 * it, where it counts more than was weighed: it packs texts, and rounds.
 */
export function useParts(census: Census | undefined, used = 0): UsePart[] {
  const parts: UsePart[] = [
    { label: 'Messages', bytes: census?.messages },
    { label: 'Attachments', bytes: census?.attachments },
    { label: 'Titles and settings of chats', bytes: census?.heads },
  ];
  const rest = used - parts.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  if (rest > 0)
    parts.push({
      label: 'Patchbay itself, for use offline, what the search keeps, and all else',
      bytes: census && rest,
    });
  return parts;
}
