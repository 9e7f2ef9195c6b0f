import { createSignal, onCleanup, onMount, untrack, type Accessor } from 'solid-js';

/** Which message an element or a text belongs to; undefined outside of all. */
export type IdOf = (node: Node | null) => string | undefined;

/**
 * The messages that hold the focus or an end of the selection: unmounted, these would be lost; owned. `onChange` is called
 * before another message is kept.
 */
export function createKept(idOf: IdOf, onChange: () => void): Accessor<readonly string[]> {
  const [kept, setKept] = createSignal<readonly string[]>([]);
  const look = (): void => {
    const selection = document.getSelection();
    // A mere caret too: Shift and a click elsewhere select from there.
    const nodes = [document.activeElement, selection?.anchorNode, selection?.focusNode];
    const next = [...new Set(nodes.flatMap((node) => idOf(node ?? null) ?? []))];
    if (areSame(untrack(kept), next)) return;
    onChange();
    setKept(next);
  };
  // While the focus moves on, nothing has it.
  const lookSoon = (): void => queueMicrotask(look);
  // A key in the composer moves a selection too, that of the text box.
  const lookAtPage = (event: Event): void => void (event.target === document && look());
  const events = ['focusin', 'focusout'] as const;
  onMount(() => {
    for (const event of events) document.addEventListener(event, lookSoon);
    document.addEventListener('selectionchange', lookAtPage);
  });
  onCleanup(() => {
    for (const event of events) document.removeEventListener(event, lookSoon);
    document.removeEventListener('selectionchange', lookAtPage);
  });
  return kept;
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at]);
}
