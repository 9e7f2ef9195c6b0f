import { createSignal } from 'solid-js';
import type { PickedText } from '../core/ports';

/** Holds one thing until a page that can use it takes it. */
interface Inbox<T> {
  give(item: T): void;
  /** Tracked; undefined when nothing waits. */
  take(): T | undefined;
}

function createInbox<T extends object>(): Inbox<T> {
  const [waiting, setWaiting] = createSignal<{ item: T }>();
  return {
    give: (item) => void setWaiting({ item }),
    take() {
      const found = waiting();
      if (found) setWaiting(undefined);
      return found?.item;
    },
  };
}

/** Files that the system opened with the app, on their way to the page that asks before anything is changed. */
export const openedSetup = createInbox<PickedText>();
export const openedBackup = createInbox<File>();
