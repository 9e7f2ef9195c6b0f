import type { Message } from '../../../core/chat/types';

export interface CopyPlace {
  /** Holds the rows of the mounted messages, in order, and an element after them. */
  column: HTMLElement;
  messages: readonly Message[];
  /** Where the message of a row stands in the chat; undefined for what is no row. */
  indexOf: (node: Node | null | undefined) => number | undefined;
}

/**
 * The text of a selection within the column whose messages are not all mounted, in the order of the chat: ends as they
 * look, what lies between as it was written. Undefined where the browser copies all of it by itself.
 */
export function textOfSelection(selection: Selection, place: CopyPlace): string | undefined {
  const { column, messages } = place;
  if (selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!column.contains(range.commonAncestorContainer)) return undefined;
  const from = startOf(range, place);
  const to = endOf(range, place);
  if (from === undefined || to === undefined || isMounted(from, to, place)) return undefined;
  const parts = messages.slice(from, to + 1).map(({ text }) => text);
  const [head, tail] = [rowOf(range.startContainer, column), rowOf(range.endContainer, column)];
  if (head) parts[0] = shown(selection, range, (part) => part.setEndAfter(head));
  if (tail) parts[parts.length - 1] = shown(selection, range, (part) => part.setStartBefore(tail));
  return parts.map((part) => part.trim()).join('\n\n');
}

/** The first message; the very start of the column is the start of the chat, mounted or not. */
function startOf({ startContainer, startOffset }: Range, place: CopyPlace): number | undefined {
  if (startContainer !== place.column) return place.indexOf(startContainer);
  return startOffset === 0 ? 0 : place.indexOf(place.column.childNodes[startOffset]);
}

function endOf({ endContainer, endOffset }: Range, place: CopyPlace): number | undefined {
  const { column } = place;
  if (endContainer !== column) return place.indexOf(endContainer);
  const isWhole = endOffset === column.childNodes.length;
  return isWhole ? place.messages.length - 1 : place.indexOf(column.childNodes[endOffset - 1]);
}

function isMounted(from: number, to: number, { column, indexOf }: CopyPlace): boolean {
  const shownAt = new Set([...column.children].map((row) => indexOf(row)));
  for (let at = from; at <= to; at += 1) if (!shownAt.has(at)) return false;
  return true;
}

function rowOf(node: Node, column: Node): Node | undefined {
  let row: Node | null = node;
  while (row && row.parentNode !== column) row = row.parentNode;
  return row ?? undefined;
}

/** A part of the range as it looks, with its line breaks: only a selection tells that. */
function shown(selection: Selection, range: Range, narrow: (part: Range) => void): string {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const part = range.cloneRange();
  narrow(part);
  selection.removeAllRanges();
  selection.addRange(part);
  const text = selection.toString();
  if (anchorNode && focusNode) {
    selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  }
  return text;
}
