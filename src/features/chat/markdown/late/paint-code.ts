import type { TokenRanges, Typesetter } from '../../../../core/typeset/types';
import { codePieces, cutAt } from './code-pieces';
import type { NearView } from '../near-view';
import type { WhenLeft } from './selection';

/** A longer block stays plain: nobody reads it here. */
const LONGEST = 200_000;

/** How much text is coloured in one go. */
const PART = 2000;

export interface LateTools {
  typesetter: Typesetter;
  /** Queues a small job for an idle moment. */
  slice: (job: () => void) => void;
  near: NearView;
  whenLeft: WhenLeft;
}

/**
 * Colours a settled block of code part by part, as each comes near the view. The text stays the same, and so do its
 * lines: only elements around words are added.
 */
export function createCodePainter({ typesetter, slice, near, whenLeft }: LateTools) {
  const paintPart = (part: Element, start: number, ranges: TokenRanges): void =>
    whenLeft(part, () => {
      if (part.isConnected) part.replaceChildren(...coloured(part, start, ranges));
    });

  const paint = (code: Element, ranges: TokenRanges): void =>
    whenLeft(code, () => {
      // Most blocks are one part: each step more is a frame more that lays out and paints what is in view.
      if (isOnePart(code)) return code.replaceChildren(...coloured(code, 0, ranges));
      let start = 0;
      for (const part of intoParts(code)) {
        const from = start;
        near(part, () => slice(() => paintPart(part, from, ranges)));
        start += part.textContent.length;
      }
    });

  return (block: Element): void => {
    const code = block.querySelector('code');
    const language = block.getAttribute('data-code');
    if (!code || !language) return;
    near(block, () => {
      const text = code.textContent;
      if (text.length > LONGEST) return;
      void typesetter.highlight(text, language).then((ranges) => {
        if (ranges) slice(() => paint(code, ranges));
      });
    });
  };
}

function isOnePart({ childElementCount, textContent }: Element): boolean {
  return childElementCount === 0 && textContent.length <= PART;
}

/** Wraps all text in elements of a limited length, which can be watched and coloured one by one. */
function intoParts(code: Element): Element[] {
  const page = code.ownerDocument;
  const walker = page.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts.flatMap((text) => {
    const parts: Element[] = [];
    for (let rest: Text | undefined = text; rest;) {
      const cut = cutAt(rest.data, PART);
      const next: Text | undefined = cut < rest.length ? rest.splitText(cut) : undefined;
      const part = page.createElement('span');
      rest.replaceWith(part);
      part.append(rest);
      parts.push(part);
      rest = next;
    }
    return parts;
  });
}

function coloured(part: Element, start: number, ranges: TokenRanges): Node[] {
  const page = part.ownerDocument;
  return codePieces(part.textContent, start, ranges).map(({ text, token }) => {
    if (!token) return page.createTextNode(text);
    const word = page.createElement('span');
    word.setAttribute('data-token', token);
    word.textContent = text;
    return word;
  });
}
