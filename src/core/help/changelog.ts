import { hashText } from '../../lib/hash-text';

/** A part of a line: plain words, strong ones, or code. */
export interface Piece {
  kind: 'plain' | 'strong' | 'code';
  text: string;
}

export interface NewsItem {
  /** By which it is known again. */
  id: string;
  pieces: readonly Piece[];
}

/** What came with a version. */
export interface NewsPart {
  version: string;
  /** What stands before the list, if anything. */
  lead: string;
  items: readonly NewsItem[];
}

const INLINE = /\*\*(.+?)\*\*|`([^`]+)`/g;

/** Reads a CHANGELOG.md: `## version`, words, and `- ` items of one line each. Anything else is left out. */
export function parseChangelog(text: string): NewsPart[] {
  return text
    .split(/^## +/m)
    .slice(1)
    .map((part) => {
      const [version = '', ...lines] = part.split('\n');
      const isItem = (line: string) => line.startsWith('- ');
      return {
        version: version.trim(),
        lead: lines
          .filter((line) => !isItem(line))
          .join(' ')
          .trim(),
        items: lines.filter(isItem).map((line) => toItem(line.slice(2).trim())),
      };
    });
}

function toItem(text: string): NewsItem {
  return { id: hashText(text).slice(0, 8), pieces: piecesOf(text) };
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, strong, code] = match;
    pieces.push({ kind: 'plain', text: text.slice(end, match.index) });
    pieces.push(strong ? { kind: 'strong', text: strong } : { kind: 'code', text: code ?? '' });
    end = match.index + whole.length;
  }
  pieces.push({ kind: 'plain', text: text.slice(end) });
  return pieces.filter((piece) => piece.text !== '');
}
