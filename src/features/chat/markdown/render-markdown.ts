import type { NodeFactory } from './dom-nodes';
import { DomSink, type OnSettled } from './dom-sink';
import { MarkdownStream } from './markdown-stream';

/** Markdown as it arrives, rendered into `target`, which begins empty. */
export function openMarkdown(
  target: Element,
  onSettled: OnSettled,
  factory: NodeFactory = document,
): MarkdownStream {
  target.replaceChildren();
  return new MarkdownStream(new DomSink(target, factory, onSettled));
}
