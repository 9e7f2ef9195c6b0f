import { placesIn } from '../../../core/chat/find-in-messages';

const HITS = 'find-hit';
const CURRENT = 'find-current';
const BLOCK = 'p, li, td, th, pre, h3, h4, h5, h6, blockquote, [dir]';

/** Where folded words stand in what is shown of a message, whatever marks lie between; buttons and facts left out. */
export function rangesIn(message: Element, words: readonly string[]): Range[] {
  const nodes = textNodes(message);
  let text = '';
  const starts = nodes.map((node, at) => {
    // What ends in one paragraph does not go on in the next.
    if (at > 0 && blockOf(nodes[at - 1]) !== blockOf(node)) text += '\n';
    const start = text.length;
    text += node.data;
    return start;
  });
  return placesIn(text, words).map(([start, end]) => {
    const range = document.createRange();
    const [from, to] = [lastUpTo(starts, start), lastUpTo(starts, end - 1)];
    setEdge(nodes[from], start - (starts[from] ?? 0), (node, at) => range.setStart(node, at));
    setEdge(nodes[to], end - (starts[to] ?? 0), (node, at) => range.setEnd(node, at));
    return range;
  });
}

/** Marks all hits, and the current one more than the others; without an API for it the current one is selected. */
export function mark(hits: readonly Range[], current: Range | undefined): void {
  if (!('highlights' in CSS)) {
    if (current) select(current);
    return;
  }
  const strongest = new Highlight(...(current ? [current] : []));
  strongest.priority = 1;
  CSS.highlights.set(HITS, new Highlight(...hits));
  CSS.highlights.set(CURRENT, strongest);
}

export function unmark(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(HITS);
  CSS.highlights.delete(CURRENT);
}

function select(range: Range): void {
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

function textNodes(message: Element): Text[] {
  const walker = document.createTreeWalker(message, NodeFilter.SHOW_ALL, (node) => {
    if (node instanceof Text) return NodeFilter.FILTER_ACCEPT;
    const isOther = node instanceof Element && node.matches('button, footer');
    return isOther ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  const nodes: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) nodes.push(walker.currentNode);
  return nodes;
}

function blockOf(node: Text | undefined): Element | null {
  return node?.parentElement?.closest(BLOCK) ?? null;
}

function lastUpTo(starts: readonly number[], at: number): number {
  return starts.findLastIndex((start) => start <= at);
}

function setEdge(
  node: Text | undefined,
  offset: number,
  set: (node: Text, offset: number) => void,
): void {
  if (node) set(node, Math.min(offset, node.length));
}
