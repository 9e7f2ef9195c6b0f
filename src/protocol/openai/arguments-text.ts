import { isObject, parseJson } from './wire';

const SPACE = /^[ \t\n\r]*$/;

/**
 * The arguments of a tool call while they grow, which know at any time whether they are a whole JSON object: each
 * character is looked at once, and the whole is parsed once, when its last brace closes.
 */
export class ArgumentsText {
  #text = '';
  #state: 'before' | 'open' | 'closed' | 'no object' = 'before';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #isObject: boolean | undefined;

  get text(): string {
    return this.#text;
  }

  /** Whether a JSON object is complete, with nothing but spaces behind it. */
  get isWhole(): boolean {
    if (this.#state !== 'closed') return false;
    return (this.#isObject ??= isObject(parseJson(this.#text)));
  }

  add(piece: string): void {
    this.#text += piece;
    let at = 0;
    if (this.#state === 'before') at = this.#begin(piece);
    while (this.#state === 'open' && at < piece.length) this.#read(piece.charCodeAt(at++));
    if (this.#state === 'closed' && !SPACE.test(piece.slice(at))) this.#state = 'no object';
  }

  /** Where the object begins in this piece. */
  #begin(piece: string): number {
    const start = piece.search(/[^ \t\n\r]/);
    if (start === -1) return piece.length;
    this.#state = piece[start] === '{' ? 'open' : 'no object';
    return start;
  }

  #read(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = this.#inString;
    else if (code === QUOTE) this.#inString = !this.#inString;
    else if (!this.#inString) this.#readOutside(code);
  }

  #readOutside(code: number): void {
    if (code === BRACE || code === BRACKET) this.#depth += 1;
    else if (code === BRACE_END || code === BRACKET_END) this.#depth -= 1;
    else return;
    if (this.#depth <= 0) this.#state = 'closed';
  }
}

const QUOTE = 34;
const BACKSLASH = 92;
const BRACKET = 91;
const BRACKET_END = 93;
const BRACE = 123;
const BRACE_END = 125;
