import { entityAt } from './entities';
import { DATA_REACH, REACH } from './reach';

/** A text of which more may come, unless it is final. */
export interface Source {
  text: string;
  final: boolean;
}

/** `open`: it may still become one. */
export type Found<T> = T | 'open' | undefined;

/** Whether something that begins at `start` may still be completed by what comes. */
export function mayGoOn({ text, final }: Source, start: number): boolean {
  return !final && text.length - start <= REACH;
}

/** How often the character at `start` is repeated. */
export function runLength(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] === text[start]) end += 1;
  return end - start;
}

/** Where the code span that begins at `start` ends, by the rule of equal runs of backticks. */
export function codeSpanEnd(source: Source, start: number): Found<number> {
  const { text, final } = source;
  const length = runLength(text, start);
  if (start + length === text.length && !final) return 'open';
  let at = text.indexOf('`', start + length);
  while (at >= 0 && at - start <= REACH) {
    const run = runLength(text, at);
    // A run at the end may still grow.
    if (at + run === text.length && !final) break;
    if (run === length) return at + run - start <= REACH ? at + run : undefined;
    at = text.indexOf('`', at + run);
  }
  return mayGoOn(source, start) ? 'open' : undefined;
}

export interface LinkParts {
  labelEnd: number;
  address: string;
  end: number;
}

/** How deep brackets may stand in brackets: more is no link, and would cost a search for each. */
const NESTING = 8;

/** The inline link `[label](address "title")` whose bracket is at `start`. */
export function linkAt(source: Source, start: number): Found<LinkParts> {
  const labelEnd = closingBracket(source, start);
  if (typeof labelEnd !== 'number') return labelEnd;
  const { text, final } = source;
  if (labelEnd + 1 === text.length && !final) return 'open';
  if (text[labelEnd + 1] !== '(') return undefined;
  const data = dataImageEnd(source, start, labelEnd + 2);
  if (data === 'open') return data;
  if (data) return { labelEnd, address: text.slice(labelEnd + 2, data), end: data + 1 };
  const target = linkTarget(text, labelEnd + 2);
  if (target === 'open') return mayGoOn(source, start) ? 'open' : undefined;
  if (!target || target.end - start > REACH) return undefined;
  return { labelEnd, ...target };
}

const dataImage = /data:image\/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/]*={0,2}/y;

/**
 * Where the address of an image ends that lies in the text itself, which may be far longer than any other. The search is
 * cheap, and its letters are no marks.
 */
function dataImageEnd({ text, final }: Source, start: number, begin: number): Found<number> {
  if (text[start - 1] !== '!') return undefined;
  dataImage.lastIndex = begin;
  if (!dataImage.test(text)) return undefined;
  const end = dataImage.lastIndex;
  if (end - start > DATA_REACH) return undefined;
  if (text[end] === ')') return end;
  return end === text.length && !final ? 'open' : undefined;
}

/** Whether a text that begins with an open image of this kind stays one, whatever of these letters follow. */
export function isOpenDataImage(text: string): boolean {
  return text.length < DATA_REACH && openDataImage.test(text);
}

const openDataImage =
  /^!\[[^[\]\\`]{0,200}\]\(data:image\/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/]*$/;

/** Whether the label is whole and the address is being written. */
export function labelBeforeAddress(source: Source, start: number): string | undefined {
  const end = closingBracket(source, start);
  if (typeof end !== 'number' || source.text[end + 1] !== '(') return undefined;
  return source.text.slice(start + 1, end);
}

function closingBracket(source: Source, start: number): Found<number> {
  const { text } = source;
  const limit = Math.min(text.length, start + REACH);
  let depth = 0;
  for (let at = start; at < limit; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '[') depth += 1;
    else if (char === ']') depth -= 1;
    else if (char === '`') {
      // Code binds closer than a link, also code that is not closed yet.
      const end = codeSpanEnd(source, at);
      if (end === 'open') return end;
      at = (end ?? at + runLength(text, at)) - 1;
    }
    if (depth === 0) return at < text.length ? at : undefined;
    if (depth > NESTING) return undefined;
  }
  return mayGoOn(source, start) ? 'open' : undefined;
}

const title = /\s+(?:"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')\s*\)/y;
const titleBegun = /\s+(?:"(?:[^"\\]|\\[^])*(?:\\|"\s*)?|'(?:[^'\\]|\\[^])*(?:\\|'\s*)?)?$/y;

function linkTarget(text: string, start: number): Found<{ address: string; end: number }> {
  const begin = start + (/^\s/.test(text[start] ?? '') ? 1 : 0);
  const end = text[begin] === '<' ? angledEnd(text, begin) : plainEnd(text, begin);
  if (typeof end !== 'number') return end;
  const address = unescaped(text.slice(begin, end).replace(/^<([^]*)>$/, '$1'));
  if (end === text.length) return 'open';
  if (text[end] === ')') return { address, end: end + 1 };
  title.lastIndex = titleBegun.lastIndex = end;
  if (title.test(text)) return { address, end: title.lastIndex };
  const closing = /^\s\)/.exec(text.slice(end, end + 2));
  if (closing) return { address, end: end + 2 };
  return titleBegun.test(text) ? 'open' : undefined;
}

/** Behind `<address>`, which may hold spaces. */
function angledEnd(text: string, begin: number): Found<number> {
  const match = /[<>\n]/.exec(text.slice(begin + 1));
  if (!match) return 'open';
  return match[0] === '>' ? begin + match.index + 2 : undefined;
}

/** Behind an address whose parentheses are balanced. */
function plainEnd(text: string, begin: number): Found<number> {
  let depth = 0;
  for (let at = begin; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\\') at += 1;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (depth < 0 || /\s/.test(char)) return depth > 0 ? undefined : at;
  }
  return 'open';
}

/** Without backslashes before punctuation, and with character references resolved, once. */
export function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])|&[#\w]+;/g, (whole, mark?: string) => {
    return mark ?? entityAt(whole, 0)?.text ?? whole;
  });
}

// It ends at what no address holds, CJK punctuation and brackets of the text around it included.
const url = /https?:\/\/[^\s<>"`|\u3001-\u303f\uff01-\uff0f\uff1a-\uff20]+/y;
const urlStart = 'https://';

/** Where the bare address that begins at `start` ends. */
export function urlEnd(source: Source, start: number): Found<number> {
  const { text, final } = source;
  const head = text.slice(start, start + urlStart.length);
  const atEnd = start + head.length === text.length && !final;
  if (atEnd && (urlStart.startsWith(head) || 'http://'.startsWith(head))) return 'open';
  url.lastIndex = start;
  if (!url.test(text)) return undefined;
  const end = url.lastIndex;
  if (end - start > REACH) return undefined;
  if (end === text.length && mayGoOn(source, start)) return 'open';
  const trimmed = trimmedUrl(text.slice(start, end));
  return trimmed.endsWith('//') ? undefined : start + trimmed.length;
}

/** Without what belongs to the sentence: its marks, and a bracket that was opened outside. */
function trimmedUrl(address: string): string {
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? '';
    const kept = address.slice(0, end);
    const unbalanced =
      (last === ')' && count(kept, ')') > count(kept, '(')) ||
      (last === ']' && count(kept, ']') > count(kept, '['));
    if (!unbalanced && !/[?!.,:;*_~'"]/.test(last)) return kept;
    end -= 1;
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

/**
 * Where the formula that begins at `start` ends. `$x$` touches its dollars on the inside and has no
 * digit behind, so that "$5 and $10" stays money.
 */
export function mathEnd(source: Source, start: number, close: string): Found<number> {
  const { text, final } = source;
  const begin = start + close.length;
  const single = close === '$';
  if (single && /\s/.test(text[begin] ?? '')) return undefined;
  const lineEnd = single ? text.indexOf('\n', begin) : -1;
  const limit = lineEnd < 0 ? start + REACH : Math.min(lineEnd, start + REACH);
  for (let at = text.indexOf(close, begin + 1); at >= 0; at = text.indexOf(close, at + 1)) {
    if (at + close.length > limit) return undefined;
    if (single && at + 1 === text.length && !final) return 'open';
    if (!single || closesDollar(text, at)) return at + close.length;
  }
  return lineEnd < 0 && mayGoOn(source, start) ? 'open' : undefined;
}

function closesDollar(text: string, at: number): boolean {
  return /[^\s\\]/.test(text[at - 1] ?? '') && !/\d/.test(text[at + 1] ?? '');
}
