import { LONGEST_BODY, tooLarge } from './limits';

/** Who hears what the lines of a stream say. */
export interface SseListener {
  /** One event; several data lines are joined by line feeds. */
  onEvent(data: string, name: string | undefined): void;
  /** A line that begins with a colon, without it, cut to 4 kB. */
  onComment(text: string): void;
  /** A line that is no field of a stream, cut to 4 kB. */
  onStray(line: string): void;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const COLON = 58;

/** What is only quoted or looked at is kept no longer than this: a body without line ends would fill the memory. */
const LONGEST_STRAY = 4096;

/**
 * Reads server-sent events from text in pieces of any size (HTML standard, section 9.2). Each piece is passed over
 * once; a line that lies in one piece is a slice of it, and one that is cut is put together once, when it ends. Lines
 * end with LF, CRLF or CR, and none waits for what may follow its CR. Throws `ApiError` `too-large` for an event that
 * would fill the memory.
 */
export class SseReader {
  readonly #listener: SseListener;
  /** The pieces of a line that has not ended, and how long they are. */
  #parts: string[] = [];
  #length = 0;
  /** Whether the rest of that line is left out; undefined until it is long. */
  #isCut: boolean | undefined;
  #afterCr = false;
  #data: string | undefined;
  #name: string | undefined;

  constructor(listener: SseListener) {
    this.#listener = listener;
  }

  feed(text: string): void {
    if (text === '') return;
    let at = this.#afterCr && text.charCodeAt(0) === LF ? 1 : 0;
    this.#afterCr = text.charCodeAt(text.length - 1) === CR;
    let lf = text.indexOf('\n', at);
    let cr = text.indexOf('\r', at);
    while (lf !== -1 || cr !== -1) {
      const end = cr === -1 || (lf !== -1 && lf < cr) ? lf : cr;
      this.#endLine(text, at, end);
      at = end + 1;
      if (end === cr) {
        if (text.charCodeAt(at) === LF) at += 1;
        cr = text.indexOf('\r', at);
      }
      if (lf !== -1 && lf < at) lf = text.indexOf('\n', at);
    }
    if (at < text.length) this.#keep(text.slice(at));
  }

  /** Reads the last event, whose blank line or line end may be missing. */
  end(): void {
    this.feed('\n');
    this.feed('\n');
  }

  #keep(part: string): void {
    if (this.#length > LONGEST_STRAY) {
      this.#isCut ??= !/^(?:data|event)/.test(beginning(this.#parts));
      if (this.#isCut) return;
      if (this.#length > LONGEST_BODY) throw tooLarge();
    }
    this.#parts.push(part);
    this.#length += part.length;
  }

  #endLine(text: string, from: number, to: number): void {
    if (this.#parts.length === 0) return this.#readLine(text, from, to);
    this.#keep(text.slice(from, to));
    const line = this.#parts.join('');
    this.#parts = [];
    this.#length = 0;
    this.#isCut = undefined;
    this.#readLine(line, 0, line.length);
  }

  #readLine(text: string, from: number, to: number): void {
    if (from === to) return this.#dispatch();
    if (isField('data', text, from, to)) this.#readData(fieldValue(text, from + 4, to));
    else if (isField('event', text, from, to)) this.#name = fieldValue(text, from + 5, to);
    else this.#readOther(text, from, Math.min(to, from + LONGEST_STRAY));
  }

  #readOther(text: string, from: number, to: number): void {
    if (text.charCodeAt(from) === COLON) this.#listener.onComment(fieldValue(text, from, to));
    else if (!isField('id', text, from, to) && !isField('retry', text, from, to)) {
      this.#listener.onStray(text.slice(from, to));
    }
  }

  #readData(value: string): void {
    this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
    if (this.#data.length > LONGEST_BODY) throw tooLarge();
  }

  #dispatch(): void {
    const data = this.#data;
    const name = this.#name;
    this.#data = this.#name = undefined;
    if (data !== undefined) this.#listener.onEvent(data, name || undefined);
  }
}

/** The first five characters at least. */
function beginning(parts: readonly string[]): string {
  return parts
    .slice(0, 5)
    .map((part) => part.slice(0, 5))
    .join('');
}

/** A field is its name and a colon, or its name alone. */
function isField(name: string, text: string, from: number, to: number): boolean {
  const end = from + name.length;
  return text.startsWith(name, from) && (end === to || text.charCodeAt(end) === COLON);
}

/** What stands behind the colon, without one space. */
function fieldValue(text: string, colon: number, to: number): string {
  const start = colon + (text.charCodeAt(colon + 1) === SPACE ? 2 : 1);
  return text.slice(Math.min(start, to), to);
}
