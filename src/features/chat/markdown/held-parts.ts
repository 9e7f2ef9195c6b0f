import type { BurstPage, HeldParts } from './burst-sink';
import { createNearView, type NearView } from './near-view';
import { browserIdleHost, createSlices } from './slices';

/** While text races by, what was built at its end is more than this and the view together. */
const MARGIN = '50% 0px';

/** Parts that wait: each is built when it comes near the view, or in an idle moment after the text is over. */
export function createHeldParts(near: NearView, slice: (job: () => void) => void): HeldParts {
  const waiting = new Set<() => void>();
  return {
    hold(part, build) {
      const once = (): void => {
        if (waiting.delete(once)) build();
      };
      waiting.add(once);
      near(part, once);
    },
    release() {
      for (const once of waiting) slice(once);
    },
  };
}

/** The real page. It is not watched before there is a part to hold: most answers have none. */
export function browserBurstPage(): BurstPage {
  let parts: HeldParts | undefined;
  return {
    held: {
      hold(...given) {
        parts ??= createHeldParts(createNearView(MARGIN), createSlices(browserIdleHost()));
        parts.hold(...given);
      },
      release: () => parts?.release(),
    },
    view: () => innerHeight,
    now: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
}
