import { type Accessor, createSignal } from 'solid-js';
import type { Toast, ToastQueue } from './toast-queue';

/** How many can come back. */
const KEPT = 5;

/** Keeps the toasts whose action nobody took before their time was over: nobody has to be quick. */
export function createPassedToasts(toasts: ToastQueue): {
  has: Accessor<boolean>;
  /** Shows the last of them again, if no toast is there. */
  recall: () => void;
} {
  const [passed, setPassed] = createSignal<readonly Toast[]>([]);
  toasts.onPassed = (toast) => {
    if (toast.action) setPassed((list) => [...list, toast].slice(-KEPT));
  };
  return {
    has: () => passed().length > 0,
    recall() {
      const last = passed().at(-1);
      if (!last || toasts.items().length > 0) return;
      setPassed((list) => list.slice(0, -1));
      toasts.show(last);
    },
  };
}
