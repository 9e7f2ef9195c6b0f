import type { Conversation } from '../../core/chat/types';

/** What of a chat says where in the list it stands. */
export type Listed = Pick<Conversation, 'updatedAt' | 'pinned' | 'archived' | 'folder'>;

/** A group by a name that stays the same, so that its heading does: `Pinned`, `Today`, `/Folder name`, `Archived` … */
export type GroupId = string;

/** A row of the list: the heading of a group, or a chat. */
export type HistoryRow<Chat> = GroupId | Chat;

export interface History<Chat> {
  rows: HistoryRow<Chat>[];
  /** How many chats each group has, also one that is closed. */
  counts: ReadonlyMap<GroupId, number>;
}

export const ARCHIVED: GroupId = 'Archived';

export const folderGroup = (name: string): GroupId => `/${name}`;
/** The folder of a group; undefined for every other group. */
export const folderOf = (group: GroupId): string | undefined =>
  group.startsWith('/') ? group.slice(1) : undefined;

/**
 * Chats in groups, each in the order given (newest first): pinned ones, folders by name, days, and those that are archived.
 * Of a closed group there is the heading alone. Days are those of the local calendar at `now` (epoch ms); a chat from the
 * future, after a clock was set back, is today's.
 */
export function groupHistory<Chat extends Listed>(
  chats: readonly Chat[],
  now: number,
  isClosed: (group: GroupId) => boolean,
): History<Chat> {
  const dayOf = grouping(now);
  const groups = new Map<GroupId, Chat[]>();
  for (const chat of chats) {
    const id = groupOf(chat, dayOf);
    const group = groups.get(id);
    if (group) group.push(chat);
    else groups.set(id, [chat]);
  }
  const rows: HistoryRow<Chat>[] = [];
  for (const id of [...groups.keys()].sort(inOrder)) {
    rows.push(id);
    // Not by spreading: there may be more chats than a call takes arguments.
    if (!isClosed(id)) for (const chat of groups.get(id) ?? []) rows.push(chat);
  }
  return { rows, counts: new Map([...groups].map(([id, group]) => [id, group.length])) };
}

function groupOf(chat: Listed, dayOf: (at: number) => GroupId): GroupId {
  if (chat.archived) return ARCHIVED;
  if (chat.pinned) return 'Pinned';
  return chat.folder ? folderGroup(chat.folder) : dayOf(chat.updatedAt);
}

const ORDER: readonly GroupId[] = [
  'Pinned',
  '/',
  'Today',
  'Yesterday',
  'Previous 7 days',
  'Older',
  ARCHIVED,
];

function inOrder(a: GroupId, b: GroupId): number {
  const place = (id: GroupId) => ORDER.indexOf(folderOf(id) === undefined ? id : '/');
  return place(a) - place(b) || a.localeCompare(b);
}

function grouping(now: number): (at: number) => GroupId {
  const today = midnight(now, 0);
  const yesterday = midnight(now, 1);
  const week = midnight(now, 7);
  return (at) => {
    if (at >= today) return 'Today';
    if (at >= yesterday) return 'Yesterday';
    return at >= week ? 'Previous 7 days' : 'Older';
  };
}

/** Counted in calendar days: a day is not always 24 hours long. */
function midnight(now: number, daysAgo: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysAgo).getTime();
}
