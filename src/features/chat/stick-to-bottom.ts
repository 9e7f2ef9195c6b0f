/** Where a scroller stands, in CSS pixels: scrollTop, scrollHeight, clientHeight. */
export interface ScrollView {
  top: number;
  height: number;
  view: number;
}

/** Zoom makes positions fractional, so that the bottom is missed by a part of a pixel. */
const NEAR = 4;
const MOVED = 1;

function isAtBottom({ top, height, view }: ScrollView): boolean {
  return height - view - top <= NEAR;
}

/**
 * Whether a move up was a person's. What shrinks and grows again in one go takes the view up as well, and may end with the
 * height that it had; so where the height has changed too, or grew a moment ago, only what `hasReached` for the view counts:
 * wheel, finger, pointer, key.
 */
export function isByPerson(
  before: ScrollView,
  now: ScrollView,
  hasReached: boolean,
  isGrowing: boolean,
): boolean {
  return hasReached || (!isGrowing && before.height === now.height && before.view === now.view);
}

/**
 * Whether the view follows the end, judged from two positions: any move up by a person releases it,
 * a move down that ends at the bottom attaches it again, and growth changes nothing.
 */
export function follows(
  following: boolean,
  before: ScrollView,
  now: ScrollView,
  byPerson = true,
): boolean {
  // Everything fits: there is nothing to follow, and nothing to have left.
  if (now.height <= now.view) return true;
  const moved = now.top - before.top;
  // Content that shrank pulls the position up; nobody scrolled.
  const wasPulled = before.top > now.height - now.view;
  if (moved <= -MOVED && byPerson && !wasPulled) return false;
  return following || (moved > 0 && isAtBottom(now));
}
