import { delimiterRow } from './table';
import type { Align } from './tree';

export type Container =
  | { type: 'quote' }
  | { type: 'list'; mark: string; start: number | undefined }
  /** `required` columns of indentation keep a line in the item, `content` of them are not text. */
  | { type: 'item'; required: number; content: number; checked: boolean | undefined };

/** What a new line opens: the list of an item is opened with it, unless it goes on. */
export type Opening =
  | { type: 'quote' }
  | { type: 'item'; list: Container & { type: 'list' }; item: Container & { type: 'item' } };

/** What the text of a line is. */
export type LineLeaf =
  | { type: 'blank' | 'text' | 'rule' | 'row' | 'code' | 'code-end' | 'indented' }
  | { type: 'math'; close: string }
  | { type: 'heading'; level: number }
  | { type: 'fence'; fence: string; indent: number; language: string }
  | { type: 'delimiter'; aligns: Align[] };

export interface Line {
  /** How many of the open containers go on. */
  keep: number;
  opens: Opening[];
  leaf: LineLeaf;
  rest: string;
}

/** What was open before the line, as far as it decides how the line is read. */
export interface Context {
  containers: readonly Container[];
  leaf:
    | { type: 'none' | 'indented' }
    /** How many cells its last line would have as the head of a table. */
    | { type: 'paragraph'; cells: number }
    | { type: 'table'; piped: boolean }
    /** A fence is closed by the same character, as often at least. */
    | { type: 'fence'; fence: string; indent: number }
    | { type: 'math'; close: string };
}

/**
 * How a piece of a line ends: by its line break, in the middle because no more has come, or in the
 * middle because its beginning is long enough to decide.
 */
export type LineEnd = 'break' | 'open' | 'forced';

/** Deeper, marks are text: no reader follows so far, and hostile text would nest without end. */
const DEPTH = 24;

// The beginnings that only the next characters decide.
const undecided =
  /^(?:|>|#{1,6}[ \t]*|`{1,2}|`{3,}[^`]*|~{1,2}|~{3,}.*|([-*_])(?:[ \t]*\1)*[ \t]*|[-*+][ \t]*|\d{1,9}(?:[.)][ \t]*)?|\$(?:\$[ \t]*)?|\\(?:\[[ \t]*)?)$/;
const undecidedTask = /^\[(?:[ xX](?:\][ \t]*)?)?$/;
const rule = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const marker = /^([-*+]|(\d{1,9})([.)]))(?:([ \t]+)|$)/;
const mathClose = new Map([
  ['$$', '$$'],
  ['\\[', '\\]'],
]);
const task = /^\[([ xX])\][ \t]+/;

/**
 * Judges a line by its beginning; nothing while what has come does not decide. The same line gets
 * the same answer however it came. Follows CommonMark, with what README.md names.
 */
export function readLine(text: string, end: LineEnd, context: Context): Line | undefined {
  const kept = goOn(text, end, context);
  if (!kept) return undefined;
  const { keep, rest } = kept;
  const all = keep === context.containers.length;
  const { leaf } = context;
  if (all && (leaf.type === 'fence' || leaf.type === 'math')) {
    return codeLine(rest, end, keep, leaf);
  }
  return new LineReader(keep, rest, end, context).read();
}

/** Which containers the line goes on with, and what is left of it. */
function goOn(
  text: string,
  end: LineEnd,
  { containers, leaf }: Context,
): { keep: number; rest: string } | undefined {
  // Models often lose the indentation of a code block in a list: only its fence ends it.
  const inCode = leaf.type === 'fence' || leaf.type === 'math';
  let rest = text;
  let keep = 0;
  for (const container of containers) {
    if (container.type === 'quote') {
      if (isBlank(rest) && end === 'open') return undefined;
      if (!/^[ \t]*>/.test(rest)) break;
      rest = rest.trimStart().slice(1);
      if (rest === '' && end === 'open') return undefined;
      rest = dedent(rest, 1);
    } else if (container.type === 'item') {
      if (isBlank(rest) && end === 'open') return undefined;
      const indent = indentOf(rest);
      if (!isBlank(rest) && indent < container.required && !inCode) break;
      rest = dedent(rest, Math.min(indent, container.content));
    }
    keep += 1;
  }
  return { keep, rest };
}

type Code = Context['leaf'] & { type: 'fence' | 'math' };

function codeLine(rest: string, end: LineEnd, keep: number, leaf: Code): Line | undefined {
  const body = rest.trim();
  if (end === 'open' && mayClose(body, leaf)) return undefined;
  if (end === 'break' && closes(body, leaf)) {
    const last = leaf.type === 'math' ? body : '';
    return { keep, opens: [], leaf: { type: 'code-end' }, rest: last };
  }
  const indent = leaf.type === 'fence' ? leaf.indent : 0;
  const text = dedent(rest, Math.min(indentOf(rest), indent));
  return { keep, opens: [], leaf: { type: 'code' }, rest: text };
}

function closes(body: string, leaf: Code): boolean {
  if (leaf.type === 'math') return body === leaf.close;
  return body.startsWith(leaf.fence) && isOnly(body, leaf.fence);
}

function mayClose(body: string, leaf: Code): boolean {
  return leaf.type === 'math' ? leaf.close.startsWith(body) : isOnly(body, leaf.fence);
}

function isOnly(body: string, fence: string): boolean {
  return body === fence.charAt(0).repeat(body.length);
}

class LineReader {
  readonly #keep: number;
  readonly #end: LineEnd;
  readonly #context: Context;
  readonly #opens: Opening[] = [];
  #rest: string;
  #inList: boolean;
  /** Directly behind the mark of an item. */
  #atItem = false;

  constructor(keep: number, rest: string, end: LineEnd, context: Context) {
    this.#keep = keep;
    this.#rest = rest;
    this.#end = end;
    this.#context = context;
    this.#inList = context.containers.slice(0, keep).some(({ type }) => type === 'item');
  }

  read(): Line | undefined {
    do {
      if (this.#isUndecided()) return undefined;
      if (this.#readTask() && this.#isUndecided()) return undefined;
    } while (this.#container());
    return this.#line(this.#leaf());
  }

  #isUndecided(): boolean {
    const body = this.#rest.trimStart();
    if (this.#end !== 'open') return false;
    if (undecided.test(body)) return true;
    if (this.#atItem && undecidedTask.test(body)) return true;
    return this.#mayBeDelimiter() && /^[|:\- \t]*$/.test(body);
  }

  /** The paragraph before goes on in this line, unless something else begins. */
  get #inParagraph(): boolean {
    const { leaf, containers } = this.#context;
    return leaf.type === 'paragraph' && this.#keep === containers.length && this.#isFirst;
  }

  get #isFirst(): boolean {
    return this.#opens.length === 0;
  }

  #mayBeDelimiter(): boolean {
    const { leaf } = this.#context;
    return this.#inParagraph && leaf.type === 'paragraph' && leaf.cells > 0;
  }

  /** Four columns make text, or code, but not in a list: models indent there as they like. */
  get #isIndented(): boolean {
    return !this.#inList && indentOf(this.#rest) >= 4;
  }

  #container(): boolean {
    const depth = this.#context.containers.length + this.#opens.length * 2;
    if (isBlank(this.#rest) || this.#isIndented || depth >= DEPTH) return false;
    const body = this.#rest.trimStart();
    if (body.startsWith('>')) {
      this.#opens.push({ type: 'quote' });
      this.#rest = dedent(body.slice(1), 1);
      this.#atItem = false;
      return true;
    }
    return this.#item(body);
  }

  #item(body: string): boolean {
    const match = marker.exec(body);
    if (!match || this.#delimiter() || this.#isRule(body)) return false;
    const [whole, text = '', digits, sign, space = ''] = match;
    const content = body.slice(whole.length);
    if (content === '' && this.#end === 'forced') return false;
    // CommonMark: only a list that begins with 1, and with words, may follow a line of text.
    if (this.#inParagraph && (content === '' || (digits && Number(digits) !== 1))) return false;
    const indent = indentOf(this.#rest);
    const width = Math.min(4, Math.max(1, space.length));
    this.#opens.push({
      type: 'item',
      list: { type: 'list', mark: sign ?? text, start: digits ? Number(digits) : undefined },
      item: {
        type: 'item',
        // Two columns are enough below `1.` too: many models write them.
        required: indent + 2,
        content: indent + text.length + width,
        checked: undefined,
      },
    });
    this.#rest = content;
    this.#inList = true;
    this.#atItem = true;
    return true;
  }

  #readTask(): boolean {
    const last = this.#atItem ? this.#opens.at(-1) : undefined;
    this.#atItem = false;
    const match = task.exec(this.#rest);
    if (!match || last?.type !== 'item') return false;
    last.item.checked = match[1] !== ' ';
    this.#rest = this.#rest.slice(match[0].length);
    return true;
  }

  #leaf(): LineLeaf {
    const { leaf } = this.#context;
    if (isBlank(this.#rest) && this.#end === 'break') return { type: 'blank' };
    if (this.#isIndented) return { type: this.#inParagraph ? 'text' : 'indented' };
    const body = this.#rest.trimStart();
    const own = this.#heading(body) ?? this.#delimiter() ?? this.#wholeLine(body);
    if (own) return own;
    const inTable = leaf.type === 'table' && this.#isFirst && this.#keepsAll;
    if (inTable && (!leaf.piped || body.startsWith('|'))) return { type: 'row' };
    return { type: 'text' };
  }

  get #keepsAll(): boolean {
    return this.#keep === this.#context.containers.length;
  }

  #heading(body: string): LineLeaf | undefined {
    const match = /^(#{1,6})(?:[ \t]+|$)/.exec(body);
    if (!match?.[1]) return undefined;
    if (match[0] === body && this.#end === 'forced') return undefined;
    this.#rest = body.slice(match[0].length);
    return { type: 'heading', level: match[1].length };
  }

  #delimiter(): LineLeaf | undefined {
    const { leaf } = this.#context;
    if (this.#end !== 'break' || !this.#mayBeDelimiter() || leaf.type !== 'paragraph') return;
    const aligns = delimiterRow(this.#rest);
    return aligns?.length === leaf.cells ? { type: 'delimiter', aligns } : undefined;
  }

  #isRule(body: string): boolean {
    return this.#end === 'break' && rule.test(body);
  }

  #wholeLine(body: string): LineLeaf | undefined {
    if (this.#end !== 'break') return undefined;
    const [, fence, info = ''] = /^(`{3,})([^`]*)$/.exec(body) ?? /^(~{3,})(.*)$/.exec(body) ?? [];
    if (fence) {
      const language = info.trim().split(/\s/)[0] ?? '';
      return { type: 'fence', fence, indent: indentOf(this.#rest), language };
    }
    if (this.#isRule(body)) return { type: 'rule' };
    const close = mathClose.get(body.trimEnd());
    return close ? { type: 'math', close } : undefined;
  }

  #line(leaf: LineLeaf): Line {
    const { containers } = this.#context;
    const lazy = leaf.type === 'text' && this.#isFirst && this.#context.leaf.type === 'paragraph';
    const keep = lazy ? containers.length : this.#keep;
    return { keep, opens: this.#opens, leaf, rest: this.#textOf(leaf) };
  }

  #textOf({ type }: LineLeaf): string {
    if (type === 'heading') return this.#rest;
    if (type === 'fence' || type === 'rule' || type === 'delimiter') return '';
    return type === 'indented' ? dedent(this.#rest, 4) : this.#rest.trimStart();
  }
}

function isBlank(text: string): boolean {
  return !/[^ \t]/.test(text);
}

/** The columns of the space before a text; a tab goes on to the next multiple of four. */
function indentOf(text: string): number {
  let columns = 0;
  for (const char of text) {
    if (char === ' ') columns += 1;
    else if (char === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}

/** A text without so many columns of the space before it. */
function dedent(text: string, columns: number): string {
  const body = text.replace(/^[ \t]+/, '');
  return ' '.repeat(Math.max(0, indentOf(text) - columns)) + body;
}
