/** What the reader looks at: it must not move when something above it does. */
export interface Anchor {
  /** The message at the top of the view. */
  id: string;
  /** From the top of the view to the top of the message; negative when it begins above. */
  offset: number;
  /** The part of a long message that stands at the top of the view. */
  part?: { element: Element; offset: number } | undefined;
}

const DEEPEST = 6;

/** The part of `row` that crosses the line `y` of the viewport, or the first one below it; undefined for the row itself. */
export function partAt(row: Element, y: number): Anchor['part'] {
  let found: Anchor['part'];
  let element = row;
  for (let depth = 0; depth < DEEPEST && element.getBoundingClientRect().top < y; depth += 1) {
    const next = firstBelow(element.children, y);
    if (!next) break;
    element = next;
    found = { element, offset: element.getBoundingClientRect().top - y };
  }
  return found;
}

export function moveAnchor({ id, offset, part }: Anchor, by: number): Anchor {
  return { id, offset: offset + by, part: part && { ...part, offset: part.offset + by } };
}

/** How far the anchor has moved down in the viewport, whose view begins at `y`. */
export function movedBy({ part, offset }: Anchor, row: Element, y: number): number {
  const { element, offset: was } = part?.element.isConnected ? part : { element: row, offset };
  return element.getBoundingClientRect().top - y - was;
}

/** By halving: a long answer has hundreds of blocks, one below the other. */
function firstBelow(children: HTMLCollection, y: number): Element | undefined {
  let [from, to] = [0, children.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((children[middle]?.getBoundingClientRect().bottom ?? 0) <= y) from = middle + 1;
    else to = middle;
  }
  return children[from];
}
