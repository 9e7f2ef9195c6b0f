import {
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
  type Accessor,
} from 'solid-js';
import type { Message } from '../../../core/chat/types';
import type { Clock, Idle } from '../../../core/ports';
import type { StickToBottom } from '../create-stick-to-bottom';
import { type Anchor, moveAnchor, movedBy, partAt } from './anchor';
import { estimateHeight } from './estimate';
import { createHeights, type Heights } from './heights';
import { paddingTop, setLength, topOf } from './lengths';
import { gaps, mountedAt, runFor, runIn, SLACK } from './run';

export interface MessageWindow {
  /** Ids of the mounted messages, in the order of the chat. */
  mounted: Accessor<readonly string[]>;
  /** Where a message stands in the chat, from 0; tracked. */
  indexOf(id: string): number;
  /** Wires the element that scrolls, the column inside that holds the rows, and its last child: the empty room below. */
  attach(scroller: HTMLElement, column: HTMLElement, rest: HTMLElement): void;
  /** Takes the element of a mounted message; owned by its row. */
  addRow(id: string, element: HTMLElement): void;
  rowOf(id: string): HTMLElement | undefined;
  /**
   * Brings a message to `offset` pixels below the top of the view, whether it is mounted or not: at once, or as soon as
   * it is there.
   */
  show(id: string, offset: number): void;
  /** The message at the top of the view. */
  topId(): string | undefined;
}

export interface MessageWindowTools {
  messages: Accessor<readonly Message[]>;
  /** Messages that stay mounted wherever the view is. */
  kept: Accessor<readonly string[]>;
  stick: StickToBottom;
  clock: Pick<Clock, 'after'>;
  idle: Idle;
}

/** No more scroll events for so long: the scrolling is over, also where no `scrollend` says so. */
const STILL_MS = 150;
const NEAR = 1;

/** Keeps only what is near the view in the page, and what the reader looks at in its place; owned. */
export function createMessageWindow(tools: MessageWindowTools): MessageWindow {
  const { stick, clock } = tools;
  const measured = new Map<string, number>();
  const rows = new Map<string, HTMLElement>();
  const ids = new WeakMap<Element, string>();
  /** Mounted, and not measured since. */
  const fresh = new Set<string>();
  let scroller: HTMLElement | undefined;
  let inside: HTMLElement | undefined;
  let rest: HTMLElement | undefined;
  /** None while the end is followed: to look it up takes some 25 boxes, and an answer has twenty flushes a second. */
  let anchor: Anchor | undefined;
  /** How far the page lies below what the heights say: wrong estimates above, paid when the scrolling is over. */
  let debt = 0;
  /** Room above the first message; not asked for before it is wanted: the browser would work out all styles for it. */
  let knownLead: number | undefined;
  const lead = (): number => (knownLead ??= paddingTop(inside));
  let isScrolling = false;
  let written = 0;
  /**
   * Where the scroller stood when we last looked; undefined where that says nothing: the view is about to be taken elsewhere,
   * and the browser takes it up itself when it lays out rows that are not in their places yet.
   */
  let seen: number | undefined;
  let wanted: { id: string; offset: number } | undefined;
  let cancelStill: (() => void) | undefined;
  let frame = 0;
  /** The whole height when it was last asked what to mount. */
  let asked = 0;

  const viewHeight = (): number => scroller?.clientHeight ?? innerHeight;
  const column = createMemo(() => {
    const messages = tools.messages();
    const width = scroller?.clientWidth ?? innerWidth;
    return {
      ids: messages.map(({ id }) => id),
      at: new Map(messages.map(({ id }, at) => [id, at])),
      heights: createHeights(
        messages.map((message) => measured.get(message.id) ?? estimateHeight(message, width)),
      ),
    };
  });

  /** The view, by the heights: at the end, at the anchor, or where the scroller stands. */
  function view(): { top: number; height: number } {
    const { heights, at } = column();
    const height = viewHeight();
    if (untrack(stick.following)) return { top: wholeOf(heights) - height, height };
    const anchored = anchor && at.get(anchor.id);
    if (anchor && anchored !== undefined) {
      return { top: heights.top(anchored) - anchor.offset, height };
    }
    return { top: (scroller?.scrollTop ?? 0) - lead() - debt, height };
  }

  /** What is seen is drawn first, and what lies beside it comes right after. */
  let isDrawn = false;
  const [turn, setTurn] = createSignal(0);
  const run = createMemo(
    () => {
      turn();
      return (isDrawn ? runFor : runIn)(column().heights, view());
    },
    undefined,
    { equals: (a, b) => a.from === b.from && a.to === b.to },
  );
  const mountedIndexes = createMemo(() => {
    const { at } = column();
    return mountedAt(
      run(),
      tools.kept().flatMap((id) => at.get(id) ?? []),
    );
  });
  const mounted = createMemo(() => {
    const all = column().ids;
    return mountedIndexes().flatMap((at) => all[at] ?? []);
  });
  /** What is mounted has changed, and is not yet measured and in its place. */
  let isUnsettled = false;
  function update(): void {
    asked = wholeOf(untrack(column).heights);
    setTurn((count) => count + 1);
    settleIfNeeded();
  }

  function measure(): void {
    const { heights, at } = untrack(column);
    for (const id of fresh) {
      const row = rows.get(id);
      if (row) note(id, row.getBoundingClientRect().height, heights, at);
    }
    fresh.clear();
  }
  function note(
    id: string,
    height: number,
    heights: Heights,
    at: ReadonlyMap<string, number>,
  ): boolean {
    const index = at.get(id);
    // Nothing has no height: the page is hidden, or the row on its way out.
    if (index === undefined || height === 0) return false;
    measured.set(id, height);
    if (heights.of(index) === height) return false;
    heights.set(index, height);
    return true;
  }

  /** Puts each mounted message where the heights say, but for the debt. */
  function place(): void {
    const { heights, ids: all } = untrack(column);
    const indexes = untrack(mountedIndexes);
    const room = gaps(heights, indexes);
    indexes.forEach((index, nth) => {
      const row = rows.get(all[index] ?? '');
      const gap = (room.before[nth] ?? 0) + (nth === 0 ? debt : 0);
      if (row) setLength(row, 'marginBlockStart', gap);
    });
    if (rest) setLength(rest, 'blockSize', room.rest);
  }

  /** The first row may lie elsewhere than the heights say only while there is room above it for that. */
  function owes(next: number): boolean {
    const [first = 0] = untrack(mountedIndexes);
    return isScrolling && first > 0 && untrack(column).heights.top(first) + next >= 0;
  }

  /** Somebody has scrolled, and the event is still to come: the anchor has moved with that. */
  function catchUp(): void {
    if (!scroller || !anchor) return;
    // What browsers do themselves when the end comes nearer is no scrolling.
    const top = scroller.scrollTop;
    const was = Math.min(seen ?? top, scroller.scrollHeight - scroller.clientHeight);
    const by = top - was;
    seen = top;
    if (Math.abs(by) < NEAR) return;
    anchor = moveAnchor(anchor, -by);
    written = -1;
  }

  /** Brings the anchor back to where it was in the view. */
  function hold(): void {
    catchUp();
    const row = anchor && rows.get(anchor.id);
    if (!scroller || !anchor || !row || untrack(stick.following)) return;
    const moved = movedBy(anchor, row, topOf(scroller));
    if (Math.abs(moved) < NEAR) return;
    if (owes(debt - moved)) {
      debt -= moved;
      place();
      return;
    }
    scroller.scrollTop += moved;
    written = seen = scroller.scrollTop;
    // There is no more room on that side.
    if (Math.abs(movedBy(anchor, row, topOf(scroller))) >= NEAR) look();
  }

  function payDebt(): void {
    if (debt === 0) return;
    debt = 0;
    place();
    hold();
  }

  /** Remembers what stands at the top of the view now. */
  function look(): void {
    if (!scroller) return;
    const { heights, ids: all } = untrack(column);
    const y = scroller.scrollTop - lead() - debt;
    const index = heights.at(y);
    const id = all[index];
    if (id === undefined) return;
    const row = rows.get(id);
    const line = topOf(scroller);
    const offset = row ? row.getBoundingClientRect().top - line : heights.top(index) - y;
    anchor = { id, offset, part: row && partAt(row, line) };
    seen = scroller.scrollTop;
  }

  function settle(): void {
    isUnsettled = false;
    if (!owes(debt)) debt = 0;
    // Before anything is measured: without its empty room the column would be short, and the browser scroll up.
    place();
    measure();
    place();
    // Heights that shrink and grow again in one go would look as if somebody had scrolled up.
    if (untrack(stick.following)) stick.jump();
    else hold();
    // Measured, the view may need more of them, or fewer.
    update();
  }
  function settleIfNeeded(): void {
    if (isUnsettled) settle();
  }
  // Not here: the effects that fill the rows with text come after this one.
  createEffect(
    on(mounted, () => {
      isUnsettled = true;
      queueMicrotask(settleIfNeeded);
    }),
  );

  const still = (): void => {
    cancelStill?.();
    isScrolling = false;
    payDebt();
  };
  const onScroll = (): void => {
    if (!scroller) return;
    // Our own correction: what it holds on to stays.
    if (Math.abs(scroller.scrollTop - written) < NEAR && anchor) return;
    written = -1;
    if (untrack(stick.following)) anchor = undefined;
    else scrolled();
  };
  function scrolled(): void {
    wanted = undefined;
    isScrolling = true;
    cancelStill?.();
    cancelStill = clock.after(STILL_MS, still);
    look();
    update();
  }
  createEffect(
    on(
      stick.following,
      (follows) => {
        // Whoever took the view elsewhere has said to what.
        if (follows || anchor) update();
        else scrolled();
      },
      { defer: true },
    ),
  );
  const onResize = (entries: ResizeObserverEntry[]): void => {
    const { heights, at } = untrack(column);
    let changed = false;
    let isOther = false;
    for (const { target, borderBoxSize } of entries) {
      const id = ids.get(target);
      if (id === undefined) changed = isOther = true;
      else if (rows.has(id))
        changed = note(id, borderBoxSize[0]?.blockSize ?? 0, heights, at) || changed;
    }
    if (!changed) return;
    place();
    hold();
    // An answer grows by a line or two with each flush, and what is mounted reaches further than that.
    const isLittle = Math.abs(wholeOf(heights) - asked) < SLACK;
    if (isLittle && !isOther && untrack(stick.following)) return;
    // What is mounted in here would be observed too late for this frame, which browsers report as an error.
    later();
  };
  const observer = new ResizeObserver(onResize);
  const unobserved = new Set<HTMLElement>();
  function later(): void {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      for (const element of unobserved) observer.observe(element);
      unobserved.clear();
      update();
    });
  }

  let isGone = false;
  void tools.idle().then(() => {
    if (isGone) return;
    isDrawn = true;
    update();
  });

  onCleanup(() => {
    isGone = true;
    cancelAnimationFrame(frame);
    cancelStill?.();
    observer.disconnect();
  });

  const self: MessageWindow = {
    mounted,
    indexOf: (id) => column().at.get(id) ?? -1,
    attach(element, around, below) {
      scroller = element;
      rest = below;
      inside = around;
      knownLead = undefined;
      element.addEventListener('scroll', onScroll, { passive: true });
      element.addEventListener('scrollend', still);
      observer.observe(element);
      isUnsettled = true;
      queueMicrotask(settleIfNeeded);
    },
    addRow(id, element) {
      rows.set(id, element);
      ids.set(element, id);
      fresh.add(id);
      unobserved.add(element);
      later();
      onCleanup(() => {
        if (rows.get(id) === element) rows.delete(id);
        unobserved.delete(element);
        observer.unobserve(element);
      });
    },
    rowOf: (id) => rows.get(id),
    show(id, offset) {
      wanted = untrack(column).at.has(id) ? undefined : { id, offset };
      if (wanted) return;
      anchor = { id, offset };
      isScrolling = false;
      debt = 0;
      seen = undefined;
      stick.release();
      update();
      hold();
    },
    topId() {
      if (!anchor) look();
      return anchor?.id;
    },
  };
  // The end of a chat is there before the rest.
  createEffect(
    on(column, () => {
      const next = wanted;
      if (next) queueMicrotask(() => self.show(next.id, next.offset));
    }),
  );
  return self;
}

function wholeOf(heights: Heights): number {
  return heights.top(heights.count);
}
