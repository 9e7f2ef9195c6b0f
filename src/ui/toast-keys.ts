import { type Accessor, createEffect, on } from 'solid-js';
import { createPassedToasts } from './passed-toasts';
import type { ToastQueue } from './toast-queue';

export interface ToastKeys {
  /** Whether there is something to go to; tracked. */
  canGo: Accessor<boolean>;
  /** Puts the focus on the action of the newest toast, or brings back the last one that passed by unused. */
  go(): void;
}

/**
 * The way to the toasts for those who have no pointer, by a key that the newest action then names. The focus goes back to
 * where it came from with Esc, and when the toast that had it is gone. It comes late; owned.
 */
export function createToastKeys(toasts: ToastQueue, region: HTMLElement, key: string): ToastKeys {
  const passed = createPassedToasts(toasts);
  let isInside = false;
  /** What had the focus before. */
  let origin: EventTarget | null = null;

  const giveBack = (): void => {
    const home = origin instanceof HTMLElement && origin.isConnected ? origin : undefined;
    (home ?? document.querySelector('main'))?.focus();
  };
  const action = (): HTMLElement | null | undefined =>
    region.lastElementChild?.querySelector('button');

  document.addEventListener('focusin', ({ target, relatedTarget }) => {
    const wasInside = isInside;
    isInside = region.contains(target as Node);
    if (isInside && !wasInside) origin = relatedTarget;
  });
  // A press on the page itself takes the focus away, and nothing gets it.
  document.addEventListener('pointerdown', ({ target }) => {
    isInside &&= region.contains(target as Node);
  });
  region.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    giveBack();
  });
  createEffect(
    on(toasts.items, (items) => {
      if (items.at(-1)?.action) action()?.setAttribute('aria-keyshortcuts', key);
      if (!isInside || document.activeElement !== document.body) return;
      giveBack();
      // Of what is taken out of the page not every browser tells that the focus left it.
      if (!region.matches(':hover')) toasts.resume();
    }),
  );
  return {
    canGo: () => toasts.items().length > 0 || passed.has(),
    go() {
      passed.recall();
      action()?.focus();
    },
  };
}
