/** What is swiped in from the left edge and away again. */
export interface SwipedSheet {
  /** Undefined while it is closed. */
  element(): HTMLElement | undefined;
  /** Undefined when it cannot be opened or closed now. */
  toggle(): (() => void) | undefined;
  /** The person wants nothing to move. */
  isStill(): boolean;
}

/** Where a finger may begin to swipe it in, from the edge. */
const EDGE_PX = 24;
/** Below this a finger only trembles. */
const SLOP_PX = 10;
/** A finger that rests first selects text. */
const REST_MS = 400;
const SETTLE_MS = 140;

interface Drag {
  id: number;
  x: number;
  y: number;
  at: number;
  opens: boolean;
  follows: boolean;
}

/**
 * Opens a sheet by a swipe from the left edge and closes it by one to the left, following the finger. Keeps out of code
 * that scrolls sideways, of text boxes and of selections. What it is swiped over has `touch-action: pan-y`: else the
 * browser would take the finger for itself.
 */
export function listenForSwipes(page: Document, sheet: SwipedSheet): void {
  let drag: Drag | undefined;

  page.addEventListener('pointerdown', (event) => {
    drag = undefined;
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    if (!sheet.toggle() || page.querySelector('dialog[open], [popover]:popover-open')) return;
    const opens = !sheet.element();
    if (opens && (event.clientX > EDGE_PX || belongsToOthers(event.target))) return;
    drag = {
      id: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      at: event.timeStamp,
      opens,
      follows: false,
    };
  });

  page.addEventListener('pointermove', (event) => {
    if (event.pointerId !== drag?.id) return;
    const moved = event.clientX - drag.x;
    if (!drag.follows) {
      const verdict = judge(drag, event);
      if (verdict === 'other') drag = undefined;
      if (verdict !== 'swipe' || !drag) return;
      drag.follows = true;
      if (drag.opens) sheet.toggle()?.();
    }
    const element = sheet.element();
    if (element && !sheet.isStill()) place(element, shift(drag, moved, element));
  });

  page.addEventListener('pointerup', (event) => {
    if (event.pointerId !== drag?.id) return;
    const { opens, x, follows } = drag;
    const width = sheet.element()?.offsetWidth ?? 0;
    const isFar = Math.abs(event.clientX - x) > width / 4;
    drag = undefined;
    if (follows) settle(opens === isFar);
  });
  page.addEventListener('pointercancel', (event) => {
    if (event.pointerId !== drag?.id) return;
    const { opens, follows } = drag;
    drag = undefined;
    if (follows) settle(!opens);
  });

  /** Lets it glide to where it stays. */
  function settle(isOpen: boolean): void {
    const element = sheet.element();
    if (!element) return;
    const from = element.style.transform;
    const end = (): void => {
      if (isOpen) element.style.transform = '';
      else sheet.toggle()?.();
    };
    if (sheet.isStill() || !from) return end();
    const to = isOpen ? 'translateX(0)' : 'translateX(-100%)';
    element.style.transform = to;
    const glide = element.animate([{ transform: from }, { transform: to }], SETTLE_MS);
    glide.addEventListener('finish', end);
    glide.addEventListener('cancel', end);
  }
}

function judge(drag: Drag, event: PointerEvent): 'swipe' | 'other' | 'open' {
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
  if (Math.hypot(x, y) < SLOP_PX) return 'open';
  const isRight = drag.opens ? x > 0 : x < 0;
  const isSideways = Math.abs(x) > 1.5 * Math.abs(y);
  return isRight && isSideways && event.timeStamp - drag.at < REST_MS ? 'swipe' : 'other';
}

function shift(drag: Drag, moved: number, { offsetWidth }: HTMLElement): number {
  const from = drag.opens ? -offsetWidth : 0;
  return Math.min(0, Math.max(-offsetWidth, from + moved));
}

function place(element: HTMLElement, pixels: number): void {
  element.style.animation = 'none';
  element.style.transform = `translateX(${pixels}px)`;
}

/** Text boxes, a selection, and whatever scrolls sideways. */
function belongsToOthers(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable]')) return true;
  if (target.ownerDocument.getSelection()?.isCollapsed === false) return true;
  for (let at: Element | null = target; at; at = at.parentElement) {
    const isWide = at.scrollWidth > at.clientWidth;
    if (isWide && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
  }
  return false;
}
