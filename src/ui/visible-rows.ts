/** However tall the window, no more rows than this are in the document at once. */
const mostRows = 50;

export interface RowsInView {
  scrollTop: number;
  height: number;
  rowHeight: number;
  count: number;
  overscan: number;
  /** A short list is cut to the view, too. */
  lean?: boolean | undefined;
}

/**
 * The rows [start, end) to render for a scroll position, heights in pixels; never more than 50. A list of up to 50 rows is
 * rendered whole, unless it is lean: a screen reader, and the browser's own search in the page, then find every row of it.
 */
export function visibleRows(view: RowsInView): { start: number; end: number } {
  if (view.count <= mostRows && !view.lean) return { start: 0, end: view.count };
  const shown = Math.min(mostRows, Math.ceil(view.height / view.rowHeight) + 1);
  const overscan = Math.min(view.overscan, Math.floor((mostRows - shown) / 2));
  const last = Math.max(0, view.count - shown);
  const first = Math.max(0, Math.min(Math.floor(view.scrollTop / view.rowHeight), last));
  return {
    start: Math.max(0, first - overscan),
    end: Math.min(view.count, first + shown + overscan),
  };
}
