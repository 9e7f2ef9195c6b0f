import type { Conversation } from '../../core/chat/types';
import type { HistoryRow } from './history-groups';

/** What of the list loads late: its menus, its dialogs, and the selection. */
export type Wish =
  | { what: 'menu'; row: string; anchor: HTMLElement }
  /** The row goes in or out of the selection; `through`: with all from the last one that did. */
  | { what: 'pick'; row: string; on: boolean; through: boolean }
  | { what: 'delete' | 'pick-all' | 'leave'; row: string };

/** The chat list, as that which loads late sees it. A row is named by its chat's id, or by its group. */
export interface ListControl {
  rows(): readonly HistoryRow<Conversation>[];
  /** The chat on the page, if one is. */
  currentId(): string | undefined;
  /** The chats that are selected; undefined while rows are links. */
  picked(): ReadonlySet<string> | undefined;
  pick(ids: ReadonlySet<string> | undefined): void;
  /** Puts a text box in the place of a title or a folder's name. */
  rename(row: string): void;
  /** Puts the focus on this row, or on the one that now stands where it stood, unless it is elsewhere meanwhile. */
  refocus(row: string, index: number): void;
}

export function indexOfRow(rows: readonly HistoryRow<Conversation>[], row: string): number {
  return rows.findIndex((entry) => nameOf(entry) === row);
}

export const nameOf = (row: HistoryRow<Conversation>): string =>
  typeof row === 'string' ? row : row.id;
