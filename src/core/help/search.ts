import { fold, wordsOf } from '../search/fold';
import { marked, snippetOf } from '../search/mark';
import type { MarkedText } from '../search/types';

/** A page of the help as it is searched. */
export interface HelpText {
  href: string;
  title: string;
  /** All that it says. */
  text: string;
  /** Other words that it is looked for by; they are not shown. */
  also?: string;
}

export interface HelpHit {
  href: string;
  title: MarkedText;
  /** Around the words, where they stand in the text. */
  snippet: MarkedText;
}

/** The pages that have all words of the query, those with all of them in the title first. */
export function searchHelp(pages: readonly HelpText[], query: string): HelpHit[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const hasAll = (text: string) => words.every((word) => fold(text).includes(word));
  const found = pages.filter(({ title, text, also = '' }) => hasAll(`${title} ${text} ${also}`));
  const rank = ({ title, also = '' }: HelpText) =>
    hasAll(title) ? 0 : hasAll(`${title} ${also}`) ? 1 : 2;
  return found
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ href, title, text }) => ({
      href,
      title: marked(title, words),
      snippet: snippetOf(text, words),
    }));
}
