import { createSignal, onCleanup, untrack, type Accessor } from 'solid-js';
import { follows, isByPerson, type ScrollView } from './stick-to-bottom';

export interface StickToBottom {
  /** False once a person moved up; the pill is shown then. */
  following: Accessor<boolean>;
  /** Wires the element that scrolls and the one inside that grows, in place of those before; owned by the caller. */
  attach(scroller: HTMLElement, content: HTMLElement): void;
  /** Looks now whether somebody has moved up: the event that tells it comes with the next frame. */
  look(): void;
  /** Goes to the end and follows again. */
  jump(): void;
  /** Follows no more: the view is taken elsewhere. */
  release(): void;
}

/** What comes before a person's scrolling, and how long before it, in milliseconds. */
const REACHES = ['wheel', 'touchmove', 'pointerdown', 'keydown'];
const REACH_MS = 1_000;
/** A press may be on the bar of the scroller, whose end no event tells. */
const PRESS_MS = 10_000;
/** What is skipped or shown anew takes the view along in the frames just after an answer has grown. */
const GROWING_MS = 150;
/** Parts of an answer that are built after its end, in milliseconds since then. */
const BUILT_MS = 2_000;

/**
 * Keeps a scroller at its end while it grows. Sizes are observed, so layout is read once a frame at most; owned.
 * `isAnswering` tells whether an answer may be what grows.
 */
export function createStickToBottom(isAnswering: () => boolean): StickToBottom {
  const [following, setFollowing] = createSignal(true);
  let scroller: HTMLElement | undefined;
  let before: ScrollView = { top: 0, height: 0, view: 0 };

  let reachedUntil = -Infinity;
  let answersUntil = -Infinity;
  let grewAt = -Infinity;

  const judge = (mayBePerson: boolean): ScrollView => {
    const { scrollTop: top = 0, scrollHeight: height = 0, clientHeight: view = 0 } = scroller ?? {};
    const now = { top, height, view };
    const time = performance.now();
    if (untrack(isAnswering)) answersUntil = time + BUILT_MS;
    if (now.height > before.height && time < answersUntil) grewAt = time;
    const isGrowing = time - grewAt < GROWING_MS;
    const byPerson = mayBePerson && isByPerson(before, now, time < reachedUntil, isGrowing);
    const wasFollowing = untrack(following);
    setFollowing((was) => follows(was, before, now, byPerson));
    // Whose move up this was may turn out later: with a press on what it has brought into view.
    const isOpen = mayBePerson && wasFollowing && !byPerson && now.top < before.top;
    before = isOpen ? { ...now, top: Math.min(before.top, height - view) } : now;
    return now;
  };
  const pin = (now: ScrollView): void => {
    if (!scroller || !untrack(following)) return;
    const top = Math.max(0, now.height - now.view);
    if (now.top < top) scroller.scrollTop = top;
    before = { ...now, top: Math.max(now.top, top) };
  };
  const look = (): void => void judge(true);
  const reach = ({ type }: Event): void => {
    const isPress = type === 'pointerdown';
    reachedUntil = performance.now() + (isPress ? PRESS_MS : REACH_MS);
    // What is pressed stays where it is.
    if (isPress) look();
  };
  // It runs after layout and before paint, once a frame: reading sizes here costs nothing. What a person did has been told
  // by an event before that.
  const observer = new ResizeObserver(() => pin(judge(false)));

  onCleanup(() => observer.disconnect());

  return {
    following,
    attach(element, content) {
      scroller = element;
      before = { top: 0, height: 0, view: 0 };
      element.addEventListener('scroll', look, { passive: true });
      for (const name of REACHES) element.addEventListener(name, reach, { passive: true });
      observer.observe(element);
      observer.observe(content);
      onCleanup(() => {
        if (scroller === element) scroller = undefined;
        element.removeEventListener('scroll', look);
        for (const name of REACHES) element.removeEventListener(name, reach);
        observer.unobserve(element);
        observer.unobserve(content);
      });
    },
    look,
    release: () => setFollowing(false),
    jump() {
      setFollowing(true);
      if (!scroller) return;
      pin({ top: 0, height: scroller.scrollHeight, view: scroller.clientHeight });
    },
  };
}
