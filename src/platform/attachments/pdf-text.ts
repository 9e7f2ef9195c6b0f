export type PdfOutcome =
  | { kind: 'read'; text: string; pages: number }
  | { kind: 'broken-pdf' | 'locked-pdf' | 'pdf-without-text' };

/** The pages of a PDF as one text, each under a line with its number. */
export function joinPages(pages: readonly string[]): PdfOutcome {
  if (pages.every((page) => page.trim() === '')) return { kind: 'pdf-without-text' };
  const text = pages
    .map((page, at) => `[Page ${at + 1} of ${pages.length}]\n${page.trim()}`)
    .join('\n\n');
  return { kind: 'read', text, pages: pages.length };
}

/** A piece of a page as the library finds it; marks of structure have no `str`. */
export interface PdfPiece {
  str?: string;
  hasEOL?: boolean;
}

/** The words of a page in the order in which they were written, which is that of reading as a rule. */
export function pageText(pieces: readonly PdfPiece[]): string {
  return pieces.map(({ str = '', hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');
}
