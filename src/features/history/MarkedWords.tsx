import { createMemo, For, type JSX, Show } from 'solid-js';
import type { MarkedText } from '../../core/search/types';

interface Part {
  text: string;
  isMark: boolean;
}

/** A text with the words that were looked for marked. */
export function MarkedWords(props: { of: MarkedText }): JSX.Element {
  const parts = createMemo(() => partsOf(props.of));
  return (
    <For each={parts()}>
      {({ text, isMark }) => (
        <Show when={isMark} fallback={text}>
          <mark>{text}</mark>
        </Show>
      )}
    </For>
  );
}

function partsOf({ text, marks }: MarkedText): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const [from, to] of marks) {
    parts.push({ text: text.slice(end, from), isMark: false });
    parts.push({ text: text.slice(from, to), isMark: true });
    end = to;
  }
  parts.push({ text: text.slice(end), isMark: false });
  return parts.filter((part) => part.text !== '');
}
