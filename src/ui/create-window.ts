import { createEffect, createMemo, createSignal, onCleanup, type Accessor } from 'solid-js';
import { visibleRows } from './visible-rows';

export interface WindowOptions {
  count: Accessor<number>;
  /** Pixels, the same for every row. */
  rowHeight: Accessor<number>;
  /** The element that scrolls. */
  viewport: Accessor<HTMLElement | undefined>;
  /** Rows rendered beyond each edge, 6 unless told, 2 where it is lean. */
  overscan?: number;
  /** Renders no more than that, also of a short list. */
  lean?: boolean | undefined;
}

export interface RowWindow {
  /** First row rendered, and the row after the last. */
  start: Accessor<number>;
  end: Accessor<number>;
  /** Pixels to keep free for the rows before and after. */
  before: Accessor<number>;
  after: Accessor<number>;
  /** Scrolls just far enough that a row is seen; it is rendered when this returns. */
  reveal: (index: number) => void;
}

/** The part of a long list of equal rows that has to be in the document, following scroll and size. */
export function createWindow(options: WindowOptions): RowWindow {
  const [scrollTop, setScrollTop] = createSignal(0);
  const [height, setHeight] = createSignal(600);

  createEffect(() => {
    const element = options.viewport();
    if (!element) return;
    const measure = (): void => {
      setHeight(element.clientHeight);
      setScrollTop(element.scrollTop);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    onCleanup(() => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    });
  });

  const rows = createMemo(
    () =>
      visibleRows({
        scrollTop: scrollTop(),
        height: height(),
        rowHeight: options.rowHeight(),
        count: options.count(),
        overscan: options.overscan ?? (options.lean ? 2 : 6),
        lean: options.lean,
      }),
    undefined,
    { equals: (a, b) => a.start === b.start && a.end === b.end },
  );

  const reveal = (index: number): void => {
    const element = options.viewport();
    if (!element) return;
    const top = index * options.rowHeight();
    const bottom = top + options.rowHeight() - element.clientHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop) element.scrollTop = bottom;
    setScrollTop(element.scrollTop);
  };

  return {
    start: () => rows().start,
    end: () => rows().end,
    before: () => rows().start * options.rowHeight(),
    after: () => (options.count() - rows().end) * options.rowHeight(),
    reveal,
  };
}
