import {
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
  type Accessor,
} from 'solid-js';
import {
  countAll,
  findInMessages,
  firstHit,
  type Found,
  hitAt,
  wordsFor,
} from '../../../core/chat/find-in-messages';
import type { Message } from '../../../core/chat/types';
import type { Clock } from '../../../core/ports';
import type { MessageWindow } from '../window/create-message-window';
import { mark, rangesIn, unmark } from './highlight';

export interface Find {
  words: Accessor<string>;
  count: Accessor<number>;
  /** Which hit is shown, from 1; 0 when there is none. */
  position: Accessor<number>;
  /** True until the whole chat has been searched. */
  isLooking: Accessor<boolean>;
  /** Looks for other words, from a message on or from what is in view. */
  look(words: string, messageId?: string): void;
  /** Shows the next hit, or the one before; round and round. */
  step(by: 1 | -1): void;
}

export interface FindTools {
  messages: Accessor<readonly Message[]>;
  /** Changes when texts may have changed. */
  revision: Accessor<unknown>;
  window: MessageWindow;
  scroller: HTMLElement;
  clock: Clock;
}

/** Finds words in all messages of a chat, mounted or not, and shows hit by hit; owned. */
export function createFind({ messages, revision, window, scroller, clock }: FindTools): Find {
  const [sought, setSought] = createSignal<{ words: string; from?: string | undefined }>({
    words: '',
  });
  const [found, setFound] = createSignal<readonly Found[]>();
  const [number, setNumber] = createSignal(0);
  const count = createMemo(() => countAll(found() ?? []));
  const current = createMemo(() => hitAt(found() ?? [], number()));
  const words = (): string => sought().words;
  const wanted = createMemo(() => {
    const { words: text, from } = sought();
    return wordsFor(text, from === undefined ? undefined : messages()[window.indexOf(from)]);
  });

  const isAbove = (id: string, from: string | undefined): boolean =>
    from !== undefined && window.indexOf(id) < window.indexOf(from);

  createEffect(
    on([sought, messages, revision], ([now, all], before) => {
      const stop = new AbortController();
      onCleanup(() => stop.abort());
      const isNew = before?.[0] !== now;
      const pause = (): Promise<void> =>
        new Promise((resolve) => void clock.after(0, () => resolve()));
      void findInMessages(all, untrack(wanted), { pause, signal: stop.signal }).then((result) => {
        if (!result || stop.signal.aborted) return;
        setFound(result);
        if (!isNew) return;
        const { from } = now;
        const start = from ?? window.topId();
        setNumber(firstHit(result, (id) => isAbove(id, start)));
        // A link leads to its message, also where the words stand elsewhere.
        if (from === undefined || current()?.id === from) reveal();
        else refresh();
      });
    }),
  );

  function rangeOf(hit: { id: string; nth: number }): Range | undefined {
    const row = textIn(window.rowOf(hit.id));
    const ranges = row ? rangesIn(row, wanted()) : [];
    // What is written may differ from what is shown (the address of a link): then the nearest one will do.
    return ranges[Math.min(hit.nth, ranges.length - 1)];
  }

  /** Brings the hit into view, a third down, unless it is there. */
  function reveal(): void {
    const hit = current();
    if (!hit) return;
    const view = scroller.getBoundingClientRect();
    const third = view.height / 3;
    if (!isIn(rangeOf(hit)?.getBoundingClientRect(), view)) {
      window.show(hit.id, third);
      const row = window.rowOf(hit.id)?.getBoundingClientRect();
      const place = rangeOf(hit)?.getBoundingClientRect();
      if (row && place) window.show(hit.id, third - (place.top - row.top));
    }
    refresh();
  }

  let frame = 0;
  function refresh(): void {
    const rows = window.mounted().map((id) => textIn(window.rowOf(id)));
    const hit = current();
    mark(
      rows.flatMap((row) => (row ? rangesIn(row, wanted()) : [])),
      hit && rangeOf(hit),
    );
  }
  // Messages come and go with the view, and their text may be drawn anew: once a frame is enough.
  const observer = new MutationObserver(() => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      refresh();
    });
  });
  observer.observe(scroller, { childList: true, characterData: true, subtree: true });
  onCleanup(() => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    unmark();
  });

  return {
    words,
    count,
    position: () => (current() ? number() + 1 : 0),
    isLooking: () => words() !== '' && found() === undefined,
    look: (next, from) => {
      setFound();
      setSought({ words: next, from });
    },
    step(by) {
      if (count() === 0) return;
      setNumber((at) => (at + by + count()) % count());
      reveal();
    },
  };
}

function textIn(row: Element | undefined): Element | null | undefined {
  return row?.querySelector('[data-text]');
}

function isIn(place: DOMRect | undefined, view: DOMRect): boolean {
  return !!place && place.top >= view.top && place.bottom <= view.bottom;
}
