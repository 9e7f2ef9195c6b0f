import { Emphasis, type Piece } from './emphasis';
import { entityAt } from './entities';
import {
  codeSpanEnd,
  labelBeforeAddress,
  linkAt,
  mathEnd,
  mayGoOn,
  runLength,
  unescaped,
  urlEnd,
} from './spans';
import { REACH } from './reach';
import type { Inline } from './tree';

export interface ParsedInline {
  /** What stays as it is, whatever comes. */
  settled: Inline[];
  /** How much of the source that is. */
  length: number;
  /** The rest, as it looks for the moment. */
  momentary: Inline[];
}

interface Options {
  /** No more text comes. */
  final: boolean;
  /** The character before the source; empty at the beginning. */
  before: string;
  /** Inside the label of a link, where no other may begin. */
  label?: boolean;
}

/** The inline nodes of a text (CommonMark and GFM, less what README.md names), and how far they are certain. */
export function parseInline(text: string, options: Options): ParsedInline {
  return new InlineParser(text, options).parse();
}

const special = /[\\`*_~[!<&$\n]|h(?=t|$)/g;
const breakTag = /<br\s{0,9}\/?>/iy;
const breakTagBegun = /^<(?:b(?:r\s{0,9}\/?)?)?$/i;
const angleLink = /<((?:https?:\/\/|mailto:)[^\s<>]*)>/iy;
/** How long code that is not closed yet is shown as code. */
const BELIEF_IN_CODE = 200;

class InlineParser {
  readonly #text: string;
  readonly #source: { text: string; final: boolean };
  readonly #options: Options;
  readonly #emphasis = new Emphasis();
  /** Behind this, nothing is certain. */
  #certain = Infinity;

  constructor(text: string, options: Options) {
    this.#text = text;
    this.#source = { text, final: options.final };
    this.#options = options;
  }

  parse(): ParsedInline {
    const length = this.#text.length;
    let at = 0;
    while (at < length) {
      special.lastIndex = at;
      const next = special.exec(this.#text)?.index ?? length;
      if (next > at) this.#plain(at, next);
      at = next < length ? this.#special(next) : length;
    }
    return this.#result();
  }

  #result(): ParsedInline {
    const { final } = this.#options;
    const length = this.#text.length;
    // Where a span is still open, the marks in it are no marks yet.
    const known = Math.min(this.#certain, length);
    const certain = final ? Infinity : Math.min(known, this.#emphasis.firstOpen(known));
    const pieces = this.#emphasis.literal();
    const cut = pieces.findIndex((piece) => piece.end > certain);
    if (cut < 0) {
      return { settled: nodes(pieces), length: Math.min(certain, length), momentary: [] };
    }
    const momentary = nodes(this.#emphasis.believed(length).slice(cut));
    return { settled: nodes(pieces.slice(0, cut)), length: pieces[cut]?.start ?? 0, momentary };
  }

  /** Reads what begins with the special character at `at`; answers where to go on. */
  #special(at: number): number {
    switch (this.#text[at]) {
      case '\\':
        return this.#backslash(at);
      case '`':
        return this.#code(at);
      case '[':
        return this.#link(at, at);
      case '!':
        return this.#image(at);
      case '<':
        return this.#angle(at);
      case '&':
        return this.#entity(at);
      case '$':
        return this.#dollar(at);
      case '\n':
        return this.#add(at, at + 1, { type: 'break' });
      case 'h':
        return this.#url(at);
      default:
        return this.#run(at);
    }
  }

  #add(start: number, end: number, node: Inline): number {
    this.#emphasis.add({ start, end, node });
    return end;
  }

  #plain(start: number, end: number): number {
    return this.#add(start, end, { type: 'text', text: this.#text.slice(start, end) });
  }

  /** What begins at `at` is not decided yet. */
  #doubt(at: number): void {
    this.#certain = Math.min(this.#certain, at);
  }

  #isLast(end: number): boolean {
    return end >= this.#text.length && !this.#options.final;
  }

  #before(at: number): string {
    return at > 0 ? (this.#text[at - 1] ?? '') : this.#options.before;
  }

  #backslash(at: number): number {
    const next = this.#text[at + 1] ?? '';
    if (this.#isLast(at + 1)) {
      this.#doubt(at);
      return at + 1;
    }
    if (next === '\n') return this.#add(at, at + 2, { type: 'break' });
    const math = next === '(' ? '\\)' : next === '[' ? '\\]' : undefined;
    const end = math && this.#math(at, math);
    if (end) return end;
    if (!/[!-/:-@[-`{-~]/.test(next)) return this.#plain(at, at + 1);
    return this.#add(at, at + 2, { type: 'text', text: next });
  }

  #code(at: number): number {
    const ticks = runLength(this.#text, at);
    const end = codeSpanEnd(this.#source, at);
    if (typeof end === 'number') return this.#codeNode(at, end, end - ticks);
    if (!end) return this.#plain(at, at + ticks);
    this.#doubt(at);
    const length = this.#text.length;
    if (at + ticks === length) return length;
    if (length - at > BELIEF_IN_CODE) return this.#plain(at, at + ticks);
    return this.#codeNode(at, length, length);
  }

  #codeNode(at: number, end: number, textEnd: number): number {
    const text = this.#text.slice(at + runLength(this.#text, at), textEnd).replaceAll('\n', ' ');
    const padded = /^ .* $/.test(text) && text.trim() !== '';
    return this.#add(at, end, { type: 'code', text: padded ? text.slice(1, -1) : text });
  }

  #run(at: number): number {
    const count = runLength(this.#text, at);
    if (this.#isLast(at + count)) {
      this.#doubt(at);
      return at + count;
    }
    this.#emphasis.addRun({
      mark: this.#text[at] ?? '',
      start: at,
      count,
      before: this.#before(at),
      after: this.#text[at + count] ?? '',
    });
    return at + count;
  }

  #image(at: number): number {
    if (this.#text[at + 1] === '[') return this.#link(at, at + 1);
    if (this.#isLast(at + 1)) this.#doubt(at);
    return this.#plain(at, at + 1);
  }

  /** A link whose bracket is at `bracket`; an image if it begins before it. */
  #link(at: number, bracket: number): number {
    const isImage = bracket > at;
    if (this.#options.label && !isImage) return this.#plain(at, bracket + 1);
    const link = linkAt(this.#source, bracket);
    if (link && link !== 'open') {
      const label = this.#text.slice(bracket + 1, link.labelEnd);
      return this.#add(at, link.end, linkNode(isImage, label, link.address));
    }
    if (link === 'open') {
      this.#doubt(at);
      const label = labelBeforeAddress(this.#source, bracket);
      // The address is not shown while it is written.
      if (label || (isImage && label === ''))
        return this.#add(at, this.#text.length, linkNode(isImage, label, ''));
    }
    return this.#plain(at, bracket + 1);
  }

  #angle(at: number): number {
    breakTag.lastIndex = angleLink.lastIndex = at;
    if (breakTag.test(this.#text)) return this.#add(at, breakTag.lastIndex, { type: 'break' });
    const address = this.#options.label ? undefined : angleLink.exec(this.#text)?.[1];
    if (address && address.length <= REACH - 2) {
      const children: Inline[] = [{ type: 'text', text: address }];
      return this.#add(at, at + address.length + 2, { type: 'link', address, children });
    }
    const rest = this.#text.slice(at, at + REACH + 1);
    const unfinished = /^<[^\s<>]*$/.test(rest) || breakTagBegun.test(rest);
    if (unfinished && mayGoOn(this.#source, at)) this.#doubt(at);
    return this.#plain(at, at + 1);
  }

  #entity(at: number): number {
    const entity = entityAt(this.#text, at);
    if (entity) return this.#add(at, at + entity.length, { type: 'text', text: entity.text });
    const unfinished = /^&[#\w]{0,9}$/.test(this.#text.slice(at, at + 11));
    if (unfinished && !this.#options.final) this.#doubt(at);
    return this.#plain(at, at + 1);
  }

  #dollar(at: number): number {
    if (this.#isLast(at + 1)) this.#doubt(at);
    const display = this.#text[at + 1] === '$';
    const inWord = /[\p{L}\p{N}]/u.test(this.#before(at));
    const end = inWord && !display ? undefined : this.#math(at, display ? '$$' : '$');
    return end ?? this.#plain(at, at + (display ? 2 : 1));
  }

  #math(at: number, close: string): number | undefined {
    const end = mathEnd(this.#source, at, close);
    if (end === 'open') this.#doubt(at);
    if (typeof end !== 'number') return undefined;
    const source = this.#text.slice(at, end);
    return this.#add(at, end, { type: 'math', source, display: close !== '$' && close !== '\\)' });
  }

  #url(at: number): number {
    const inside = this.#options.label || /[\p{L}\p{N}]/u.test(this.#before(at));
    const end = inside ? undefined : urlEnd(this.#source, at);
    if (!end) return this.#plain(at, at + 1);
    if (end === 'open') {
      this.#doubt(at);
      return this.#plain(at, this.#text.length);
    }
    const address = this.#text.slice(at, end);
    return this.#add(at, end, {
      type: 'link',
      address,
      children: [{ type: 'text', text: address }],
    });
  }
}

function linkNode(isImage: boolean, label: string, address: string): Inline {
  if (isImage) return { type: 'image', address, alt: unescaped(label) };
  const { settled } = parseInline(label, { final: true, before: '[', label: true });
  return { type: 'link', address, children: settled };
}

function nodes(pieces: readonly Piece[]): Inline[] {
  return pieces.map((piece) => piece.node);
}
