import { type Accessor, createSignal } from 'solid-js';
import type { Clock } from '../../core/ports';
import { whyUnsaved } from './why';

const FIRST_PAUSE_MS = 2_000;
const GROWTH = 1.6;
const LONGEST_PAUSE_MS = 60_000;

/** Something that is on screen and not on disk. */
export interface UnsavedItem {
  /** One of each. */
  key: string;
  /** What a person calls it, in the middle of a sentence. */
  label: string;
  /** Why the last try failed, in a sentence. */
  reason: string;
  way: UnsavedWay;
  /** Writes it; answers whether nothing came meanwhile that is to be written too. */
  write(): Promise<boolean>;
  /** What of it goes into the download: no key, no secret. */
  contents(): Promise<UnsavedContents>;
}

/**
 * - `retried`: by itself, after a pause that grows
 * - `asks`: when a person wants it; what was deleted may have been deleted on purpose
 * - `never`: this tab has no storage at all
 */
export type UnsavedWay = 'retried' | 'asks' | 'never';

/** Records as they would be stored. */
export type UnsavedContents = Partial<
  Record<'chats' | 'providers' | 'library' | 'toolServers', object[]>
>;

export interface PendingWrites {
  /** What is not saved now; tracked. */
  items: Accessor<readonly UnsavedItem[]>;
  /** Whether it is being tried; tracked. */
  isTrying: Accessor<boolean>;
  /** Tells of something, or tells anew what it is, and tries again after a pause that grows. */
  put(item: UnsavedItem): void;
  drop(key: string): void;
  /** Tries all at once; resolves when all were tried. */
  tryAgain(): Promise<void>;
}

export interface PendingTools {
  clock: Clock;
  /** Told when there begins, or ceases, to be something that would be lost with the page. */
  onHolding: (holds: boolean) => void;
}

/** Writes that failed, tried again until they succeed. */
export function createPendingWrites({ clock, onHolding }: PendingTools): PendingWrites {
  const [items, setItems] = createSignal<readonly UnsavedItem[]>([]);
  const [isTrying, setTrying] = createSignal(false);
  let running: Promise<void> | undefined;
  let pause = FIRST_PAUSE_MS;
  let cancel: (() => void) | undefined;

  function show(next: readonly UnsavedItem[]): void {
    const held = isLosable(items());
    setItems(next);
    if (held !== isLosable(next)) onHolding(!held);
    if (next.length > 0) return;
    cancel?.();
    cancel = undefined;
    pause = FIRST_PAUSE_MS;
  }

  const others = (key: string) => items().filter((item) => item.key !== key);

  function plan(): void {
    if (cancel || running || items().every(({ way }) => way !== 'retried')) return;
    cancel = clock.after(pause, () => {
      cancel = undefined;
      void begin(({ way }) => way === 'retried');
    });
    pause = Math.min(pause * GROWTH, LONGEST_PAUSE_MS);
  }

  async function tryOne(item: UnsavedItem): Promise<void> {
    try {
      if (await item.write()) show(others(item.key));
    } catch (error) {
      const reason = whyUnsaved(error);
      show(items().map((known) => (known.key === item.key ? { ...known, reason } : known)));
    }
  }

  async function tryAll(wanted: (item: UnsavedItem) => boolean): Promise<void> {
    // One after the other: what has room is written, whatever its neighbour lacks.
    for (const item of items().filter(wanted)) await tryOne(item);
  }

  function begin(wanted: (item: UnsavedItem) => boolean): Promise<void> {
    setTrying(true);
    running ??= tryAll(wanted).finally(() => {
      running = undefined;
      setTrying(false);
      plan();
    });
    return running;
  }

  return {
    items,
    isTrying,
    put(item) {
      show([...others(item.key), item]);
      plan();
    },
    drop: (key) => show(others(key)),
    tryAgain() {
      cancel?.();
      cancel = undefined;
      pause = FIRST_PAUSE_MS;
      return begin(({ way }) => way !== 'never');
    },
  };
}

function isLosable(items: readonly UnsavedItem[]): boolean {
  return items.some(({ way }) => way !== 'never');
}
