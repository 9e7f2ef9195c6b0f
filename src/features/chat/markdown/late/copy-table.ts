import { toCsv } from '../../../../lib/csv';
import { tool } from './made';

/** Puts a button below a table, in room that is kept for it. */
export function addCopyTable(box: Element): void {
  box.append(tool(box.ownerDocument, 'copy-table', COPY_TABLE));
}

export const COPY_TABLE = 'Copy as CSV';

/** All rows of a table, the head first; a long one lies in several parts. */
export function csvOf(box: Element): string {
  const rows = Array.from(box.querySelectorAll('tr'), (row) =>
    Array.from(row.children, (cell) => wordsOf(cell).trim()),
  );
  return toCsv(rows);
}

/** What a cell says: a formula is its source, and buttons say nothing. */
function wordsOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.localName === 'button') return '';
  if (node.localName === 'br') return '\n';
  return node.getAttribute('data-tex') ?? Array.from(node.childNodes, wordsOf).join('');
}
