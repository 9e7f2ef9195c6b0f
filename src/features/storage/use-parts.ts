import type { Census } from '../../core/backup/census';

/** One row of what takes the room. */
export interface UsePart {
  label: string;
  bytes: number;
}

/**
 * What takes the room, as far as it is known; the rest is what the browser counts beside it, where it counts more than was
 * weighed: it packs texts, and rounds.
 */
export function useParts(census: Census, used: number | undefined): UsePart[] {
  const { heads, messages, attachments } = census;
  const parts = [
    { label: 'Messages', bytes: messages },
    { label: 'Attachments', bytes: attachments },
    { label: 'Titles and settings of chats', bytes: heads },
  ];
  const rest = (used ?? 0) - messages - attachments - heads;
  if (rest > 0)
    parts.push({
      label: 'Patchbay itself, for use offline, what the search keeps, and all else',
      bytes: rest,
    });
  return parts;
}
