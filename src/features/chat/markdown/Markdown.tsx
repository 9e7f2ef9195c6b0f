import { createEffect, type JSX, untrack } from 'solid-js';
import { followText } from './follow-text';
import type { OnSettled } from './dom-sink';
import css from './Markdown.module.css';
import { openMarkdown } from './render-markdown';

export interface MarkdownProps {
  text: string;
  /** More text is to come. */
  streaming: boolean;
  /** None of it was there before: it comes from a server, and not from the disk. */
  fresh?: boolean;
  /** Whether long lines of code are broken, in blocks that are drawn from now on. */
  wrap: boolean;
  /** Copies a block of code; false where that failed. */
  onCopy: (text: string) => Promise<boolean>;
  /** Told once of each block that has something to be done later. */
  onSettled: OnSettled;
}

/** How long a button tells that it has copied, in milliseconds. */
const TOLD = 2000;

/** A message as prose; while it streams, only what is new touches the page. */
export function Markdown(props: MarkdownProps): JSX.Element {
  let root!: HTMLDivElement;
  const onSettled = untrack(() => props.onSettled);
  let isFresh = untrack(() => props.fresh ?? false);
  const follow = followText(() => {
    const stream = openMarkdown(root, { onSettled, isFresh });
    isFresh = false;
    return stream;
  });
  createEffect(() => follow(props.text, props.streaming));
  const copy = (event: MouseEvent): void => {
    const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
    if (button) void tell(button, props.onCopy(codeBeside(button)));
  };
  return (
    <div
      ref={root}
      class={css['markdown']}
      // What is drawn keeps its lines: a press on one block must not move all others.
      data-wrap={untrack(() => props.wrap) ? '' : undefined}
      onClick={copy}
    />
  );
}

/** One listener serves all blocks: they are made without the framework. */
function codeBeside(button: Element): string {
  return button.closest('figure')?.querySelector('code')?.textContent ?? '';
}

async function tell(button: Element, copying: Promise<boolean>): Promise<void> {
  button.textContent = (await copying) ? 'Copied' : 'Not copied';
  setTimeout(() => {
    button.textContent = 'Copy';
  }, TOLD);
}
