export interface Sentence {
  /** Without the marks of Markdown. */
  words: string;
  /** Where the next one begins. */
  end: number;
}

const END = /[.!?…][*_`"'”’)\]]*(?=\s)|[。！？]|\n/g;
const FENCE = /^\s*(`{3,}|~{3,})/;

/**
 * The first whole sentence of `text` from `from` on; undefined while it is still growing, unless
 * `isFinal` says that nothing more will come. A block of code is one short sentence.
 */
export function nextSentence(text: string, from: number, isFinal: boolean): Sentence | undefined {
  let at = from;
  while (at < text.length) {
    const end = unitEnd(text, at);
    if (end === undefined && !isFinal) return undefined;
    const stop = end ?? text.length;
    const words = spoken(text.slice(at, stop));
    if (words) return { words, end: stop };
    at = stop;
  }
  return undefined;
}

/** Where the sentence or block of code that begins here ends; undefined while it is open. */
function unitEnd(text: string, at: number): number | undefined {
  const mark = isLineStart(text, at) && FENCE.exec(text.slice(at, at + 20))?.[1];
  return mark ? fenceEnd(text, at, mark) : sentenceEnd(text, at);
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}

function sentenceEnd(text: string, at: number): number | undefined {
  END.lastIndex = at;
  const match = END.exec(text);
  return match ? match.index + match[0].length : undefined;
}

function fenceEnd(text: string, at: number, mark: string): number | undefined {
  const close = text.indexOf(`\n${mark}`, at);
  return close < 0 ? undefined : close + 1 + mark.length;
}

function spoken(markdown: string): string {
  if (FENCE.test(markdown)) return 'A block of code.';
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/, '')
    .replace(/[*_`|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s-]+$/, '')
    .trim();
}
