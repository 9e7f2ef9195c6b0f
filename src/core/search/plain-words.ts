/** Marks at the beginning of a line: headings, quotes, bullets with their boxes, rules, rows under a table's head, fences. */
const LINE_MARKS =
  /^[ \t]*(?:(?:#{1,6}|>|[-*+](?: \[[ xX]\])?)(?=[ \t])|(?:[-*_][ \t]*){3,}$|\|?[ \t]*:?-{3,}[-:| \t]*$|(?:`{3,}|~{3,}).*$)/gm;
/** A line that begins or ends with a bar is a row of a table. */
const ROW = /^(?:[ \t]*\|.*|.*\|[ \t]*)$/gm;
const LINK = /!?\[([^[\]\n]*)\]\([^()\s]*\)/g;
/** Stars and tildes that begin or end a word; those between two letters or two spaces say something else. */
const EMPHASIS =
  /(?<![\p{L}\p{N}_*~])(?:\*{1,3}|~~)(?=[^\s*~])|(?<=[^\s*~])(?:\*{1,3}|~~)(?![\p{L}\p{N}_*~])/gu;

/**
 * A piece of Markdown as words in one line, without the marks around them; cut out of a text, its marks may lack their other
 * half. It is for reading only: what looks like a mark inside of code goes, too.
 */
export function plainWords(markdown: string): string {
  return markdown
    .replace(LINE_MARKS, '')
    .replace(ROW, (row) => row.replaceAll('|', ' '))
    .replace(LINK, '$1')
    .replace(EMPHASIS, '')
    .replaceAll('`', '')
    .replace(/\s+/g, ' ')
    .trim();
}
