/** Runs a job now, or as soon as the reader has selected something else than (a part of) the element. */
export type WhenLeft = (element: Element, job: () => void) => void;

/** Keeps work off text that is selected: `again` queues a job that has to be judged once more. */
export function createWhenLeft(again: (job: () => void) => void, page: Document): WhenLeft {
  const waiting = new Set<() => void>();
  const onChange = (): void => {
    page.removeEventListener('selectionchange', onChange);
    for (const job of waiting) again(job);
    waiting.clear();
  };
  const whenLeft: WhenLeft = (element, job) => {
    if (!isSelected(element, page)) return job();
    if (waiting.size === 0) page.addEventListener('selectionchange', onChange);
    waiting.add(() => whenLeft(element, job));
  };
  return whenLeft;
}

/** A caret counts: Shift and a click elsewhere select from there. Chromium lays out the page to answer `containsNode`. */
function isSelected(element: Element, page: Document): boolean {
  const selection = page.getSelection();
  if (!selection || selection.rangeCount === 0) return false;
  if (selection.isCollapsed) return element.contains(selection.anchorNode);
  return selection.getRangeAt(0).intersectsNode(element);
}
