/** Runs a job now, or as soon as the reader has selected something else than (a part of) the element. */
export type WhenLeft = (element: Element, job: () => void) => void;

/** Keeps work off text that is selected: `again` queues a job that has to be judged once more. */
export function createWhenLeft(again: (job: () => void) => void, page: Document): WhenLeft {
  const waiting = new Set<() => void>();
  /** What is selected. It moves by itself where the page changes; Chromium lays out the page whenever it is asked for it. */
  let selected: Range | undefined;
  let isKnown = false;
  page.addEventListener('selectionchange', () => {
    isKnown = false;
    for (const job of waiting) again(job);
    waiting.clear();
  });
  /** A caret counts: Shift and a click elsewhere select from there. */
  const isSelected = (element: Element): boolean => {
    if (!isKnown) selected = rangeOf(page.getSelection());
    isKnown = true;
    return selected?.intersectsNode(element) ?? false;
  };
  const whenLeft: WhenLeft = (element, job) => {
    if (!isSelected(element)) return job();
    waiting.add(() => whenLeft(element, job));
  };
  return whenLeft;
}

function rangeOf(selection: Selection | null): Range | undefined {
  return selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
}
