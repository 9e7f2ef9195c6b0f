import { BurstSink } from './burst-sink';
import type { NodeFactory } from './dom-nodes';
import { DomSink, type OnSettled } from './dom-sink';
import { browserBurstPage } from './held-parts';
import { MarkdownStream } from './markdown-stream';

export interface MarkdownTarget {
  onSettled: OnSettled;
  /** Whether its first piece is the beginning of an answer, and not all that there is of a stored one. */
  isFresh: boolean;
}

/** Markdown as it arrives, rendered into `target`, which begins empty. */
export function openMarkdown(
  target: Element,
  { onSettled, isFresh }: MarkdownTarget,
  factory: NodeFactory = document,
): MarkdownStream {
  target.replaceChildren();
  const sink = new DomSink(target, factory, onSettled);
  return new MarkdownStream(new BurstSink(sink, browserBurstPage(), isFresh));
}
