import { SentenceReader } from '../sentences';

/** More than this in one go, and Chromium may fall silent in the middle. */
const LONGEST = 240;

/** What is said of an answer, a sentence at a time, without marks and without code. */
export function* speechPieces(markdown: string): Generator<string> {
  const reader = new SentenceReader('Code block left out.');
  for (;;) {
    const sentence = reader.next(markdown, true);
    if (sentence === undefined) return;
    yield* shorter(sentence);
  }
}

/** Cut behind a comma or the like where there is one, else behind a word. */
function* shorter(sentence: string): Generator<string> {
  let rest = sentence;
  while (rest.length > LONGEST) {
    const head = rest.slice(0, LONGEST);
    const mark = Math.max(...[...head.matchAll(/[,;:–—、，；：]\s?/g)].map(end), 0);
    const cut = mark || head.lastIndexOf(' ') + 1 || LONGEST;
    yield rest.slice(0, cut).trim();
    rest = rest.slice(cut);
  }
  if (rest.trim()) yield rest.trim();
}

function end(match: RegExpExecArray): number {
  return match.index + match[0].length;
}
