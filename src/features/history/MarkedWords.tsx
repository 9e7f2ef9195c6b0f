import { createMemo, type JSX } from 'solid-js';
import type { MarkedText } from '../../core/search/types';

/** A text with the words that were looked for marked. */
export function MarkedWords(props: { of: MarkedText }): JSX.Element {
  const parts = createMemo(() => partsOf(props.of));
  return <>{parts()}</>;
}

function partsOf(marked: MarkedText): JSX.Element[] {
  const { text, marks } = marked;
  const parts: JSX.Element[] = [];
  let end = 0;
  for (const [from, to] of marks) {
    if (from > end) parts.push(text.slice(end, from));
    parts.push(<mark>{text.slice(from, to)}</mark>);
    end = to;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
