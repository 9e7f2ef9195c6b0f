const END = /[.!?…][*_`"'”’)\]]*(?=\s)|[。！？]|\n/g;
const FENCE = /^[ \t]*(`{3,}|~{3,})/;
/** The end of a sentence that has arrived but for the space behind it; a longer run of marks is none. */
const ALMOST_END = /[.!?…][*_`"'”’)\]]*$/;
const LONGEST_END = 32;
/** Two minutes of speech; what has no end in sight is not read out further. */
const LONGEST_SPOKEN = 2_000;

/**
 * Reads the sentences of a text that grows. What has been searched for the end of the next one is not searched again,
 * however long that sentence becomes.
 */
export class SentenceReader {
  /** Where the next sentence begins, and up to where it has no end. */
  #at = 0;
  #searched = 0;
  readonly #codeWords: string;

  /** `codeWords` are said in place of a block of code. */
  constructor(codeWords = 'A block of code.') {
    this.#codeWords = codeWords;
  }

  /**
   * The next whole sentence without the marks of Markdown; undefined while it is still growing, unless `isFinal` says
   * that nothing more will come. A block of code is one short sentence.
   */
  next(text: string, isFinal: boolean): string | undefined {
    // It may shrink when it turns out to be reasoning.
    if (text.length < this.#at) this.#begin(0);
    while (this.#at < text.length) {
      const end = this.#end(text) ?? (isFinal ? text.length : undefined);
      if (end === undefined) return undefined;
      const said = text.slice(this.#at, Math.min(end, this.#at + LONGEST_SPOKEN));
      const words = FENCE.test(said) ? this.#codeWords : spoken(said);
      this.#begin(end);
      if (words) return words;
    }
    return undefined;
  }

  #begin(at: number): void {
    this.#at = this.#searched = at;
  }

  /** Where the sentence or block of code that begins here ends; undefined while it is open. */
  #end(text: string): number | undefined {
    const mark =
      isLineStart(text, this.#at) && FENCE.exec(text.slice(this.#at, this.#at + 20))?.[1];
    const end = mark ? fenceEnd(text, this.#searched, mark) : sentenceEnd(text, this.#searched);
    if (end === undefined) {
      const searched = mark ? text.length - mark.length : almostEnd(text);
      this.#searched = Math.max(this.#searched, searched);
    }
    return end;
  }
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}

function sentenceEnd(text: string, from: number): number | undefined {
  END.lastIndex = from;
  const match = END.exec(text);
  return match ? match.index + match[0].length : undefined;
}

/** From where an end may be found when more text comes. */
function almostEnd(text: string): number {
  const from = Math.max(0, text.length - LONGEST_END);
  const match = ALMOST_END.exec(text.slice(from));
  return match ? from + match.index : text.length;
}

function fenceEnd(text: string, from: number, mark: string): number | undefined {
  const close = text.indexOf(`\n${mark}`, from);
  return close < 0 ? undefined : close + 1 + mark.length;
}

function spoken(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/, '')
    .replace(/[*_`|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s-]+$/, '')
    .trim();
}
