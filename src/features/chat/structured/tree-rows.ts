import { jsonPath } from '../../../core/providers/json-path';
import { isObject } from '../../../core/providers/json-value';
import type { JsonValue } from '../../../lib/json';

/** One line of a tree. An id always means the same line of the same value. */
export interface TreeRow {
  /** The JSON path of the value. */
  id: string;
  parent?: string;
  /** From 1. */
  level: number;
  /** The key or the index; the root has none. */
  name?: string;
  value: JsonValue;
  /** Among its siblings, from 1, and how many they are. */
  position: number;
  size: number;
}

/** The line that stands for the siblings that are not shown. */
export interface MoreRow {
  id: string;
  parent: string;
  level: number;
  hidden: number;
}

export interface TreeView {
  isOpen(row: TreeRow): boolean;
  /** How many children of a row are shown at most. */
  shown(id: string): number;
}

/** Children that are shown at first, and further ones at each press. */
export const AT_ONCE = 100;
/** A text longer than this is cut until its row is opened, and then at the other one. */
const SHORT_TEXT = 300;
const LONG_TEXT = 20_000;
/** Larger ones are closed at first. */
const SMALL = 20;

/** The lines that are on screen, from the top. */
export function rowsOf(value: JsonValue, view: TreeView): (TreeRow | MoreRow)[] {
  const rows: (TreeRow | MoreRow)[] = [];
  addRow({ id: '$', level: 1, value, position: 1, size: 1 }, [], view, rows);
  return rows;
}

function addRow(
  row: TreeRow,
  steps: readonly PropertyKey[],
  view: TreeView,
  rows: (TreeRow | MoreRow)[],
): void {
  rows.push(row);
  const size = childCount(row.value);
  if (size === 0 || !view.isOpen(row)) return;
  const level = row.level + 1;
  const shown = Math.min(size, view.shown(row.id));
  const keys = Array.isArray(row.value) ? undefined : Object.keys(row.value ?? {});
  for (let at = 0; at < shown; at += 1) {
    const step = keys ? (keys[at] ?? '') : at;
    const path = [...steps, step];
    const child = { level, value: childOf(row.value, step), position: at + 1, size };
    addRow({ id: jsonPath(path), parent: row.id, name: String(step), ...child }, path, view, rows);
  }
  if (shown < size) rows.push({ id: `${row.id} …`, parent: row.id, level, hidden: size - shown });
}

function childOf(value: JsonValue, step: string | number): JsonValue {
  if (Array.isArray(value)) return value[Number(step)] ?? null;
  return isObject(value) ? (value[step] ?? null) : null;
}

/** Items of a list, members of an object; others have none. */
function childCount(value: JsonValue): number {
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}

/** Whether there is more to see of a value than its line says. */
export function canOpen(value: JsonValue): boolean {
  return childCount(value) > 0 || (typeof value === 'string' && value.length > SHORT_TEXT);
}

/** What is open before a person says otherwise: the root, and small values in a small one. */
export function startsOpen({ level, value, size }: TreeRow): boolean {
  const count = childCount(value);
  return count > 0 && (level === 1 || (level === 2 && count <= SMALL && size <= SMALL));
}

/** What a line says of its value. */
export function valueWords(value: JsonValue, isOpen: boolean): string {
  if (typeof value === 'string') return JSON.stringify(cut(value, isOpen ? LONG_TEXT : SHORT_TEXT));
  if (typeof value !== 'object' || value === null) return String(value);
  const count = childCount(value);
  const what = Array.isArray(value) ? 'item' : 'member';
  return count === 0
    ? Array.isArray(value)
      ? '[]'
      : '{}'
    : `${count} ${what}${count === 1 ? '' : 's'}`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Where a key leads from a row: another row, or to open or close this one. */
export type TreeMove = { to: string } | { open: boolean } | undefined;

/** The keys of a tree, as the ARIA practices have them. */
export function moveFor(
  key: string,
  id: string,
  rows: readonly (TreeRow | MoreRow)[],
  isOpen: (row: TreeRow) => boolean,
): TreeMove {
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at];
  if (!row) return undefined;
  const to = (target: TreeRow | MoreRow | undefined): TreeMove => target && { to: target.id };
  const opens = 'value' in row && canOpen(row.value);
  switch (key) {
    case 'ArrowDown':
      return to(rows[at + 1]);
    case 'ArrowUp':
      return to(rows[at - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      if (!opens) return undefined;
      if (!isOpen(row)) return { open: true };
      return rows[at + 1]?.parent === row.id ? to(rows[at + 1]) : undefined;
    case 'ArrowLeft':
      if (opens && isOpen(row)) return { open: false };
      return row.parent === undefined ? undefined : { to: row.parent };
    default:
      return undefined;
  }
}
