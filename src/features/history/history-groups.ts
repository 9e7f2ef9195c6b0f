/** A row of the list: the heading of a group, or a chat. */
export type HistoryRow<Chat> = HistoryGroup | Chat;
export type HistoryGroup = 'Today' | 'Yesterday' | 'Previous 7 days' | 'Older';

/**
 * Chats under the headings of their days, in the order given (newest first). Days are those of the
 * local calendar at `now` (epoch ms); a chat from the future, after a clock was set back, is today's.
 */
export function historyRows<Chat extends { updatedAt: number }>(
  chats: readonly Chat[],
  now: number,
): HistoryRow<Chat>[] {
  const rows: HistoryRow<Chat>[] = [];
  let last: HistoryGroup | undefined;
  const groupOf = grouping(now);
  for (const chat of chats) {
    const group = groupOf(chat.updatedAt);
    if (group !== last) rows.push(group);
    last = group;
    rows.push(chat);
  }
  return rows;
}

function grouping(now: number): (at: number) => HistoryGroup {
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
