import { createMemo, createSignal, For, type JSX, onCleanup, onMount, untrack } from 'solid-js';
import { createWindow } from './create-window';
import { stepActive } from './listbox-keys';
import css from './VirtualList.module.css';

export interface VirtualListProps<T> {
  label: string;
  items: readonly T[];
  /** Pixels, the same for every row. */
  rowHeight: number;
  /** Where the caller gives the list its height; it fills its container otherwise. */
  class?: string | undefined;
  /** Renders only what is in view, also of a short list: for rows that change with each key. */
  lean?: boolean | undefined;
  /** Kept by the caller: where the list was scrolled to when it went, and where it begins when it comes back. */
  place?: { top: number } | undefined;
  /** Of the rows in the document, the one that Tab leads to; `children` then takes the others out of its way. */
  tabStop?: ((shown: readonly T[]) => T | undefined) | undefined;
  /** Is given what puts the focus on the row at an index, or the one nearest to it. */
  ref?: ((focusRow: (index: number) => void) => void) | undefined;
  children: (item: T, index: () => number, isTabStop: () => boolean) => JSX.Element;
}

/** A list of any length with at most 50 rows in the document; arrow keys move between the rows' first controls. */
export function VirtualList<T>(props: VirtualListProps<T>): JSX.Element {
  const [viewport, setViewport] = createSignal<HTMLElement>();
  const rows = createWindow({
    count: () => props.items.length,
    rowHeight: () => props.rowHeight,
    viewport,
    lean: untrack(() => props.lean),
  });
  const shown = createMemo(() => props.items.slice(rows.start(), rows.end()));
  const tabStop = createMemo(() => props.tabStop?.(shown()));
  onMount(() => {
    props.ref?.(focusNear);
    const place = untrack(() => props.place);
    const element = viewport();
    if (!place || !element) return;
    element.scrollTop = place.top;
    onCleanup(() => (place.top = element.scrollTop));
  });

  const focusRow = (index: number, step: number): void => {
    for (let at = index; at >= 0 && at < props.items.length; at += step) {
      rows.reveal(at);
      const control = controlOf(viewport(), at);
      if (control) return control.focus({ preventScroll: true });
    }
  };
  const focusNear = (index: number): void => focusRow(Math.min(index, props.items.length - 1), -1);
  const move = (event: KeyboardEvent): void => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    const at = Number(row?.dataset['index']);
    const next = row ? stepActive(event, at, props.items.length) : undefined;
    if (next === undefined) return;
    event.preventDefault();
    focusRow(next, next < at || next === props.items.length - 1 ? -1 : 1);
  };

  return (
    <div
      ref={setViewport}
      class={`${css['viewport']} ${props.class ?? ''}`}
      style={{ '--row': `${props.rowHeight}px` }}
    >
      <ul
        role="list"
        aria-label={props.label}
        style={{ 'padding-top': `${rows.before()}px`, 'padding-bottom': `${rows.after()}px` }}
        onKeyDown={move}
      >
        <For each={shown()}>
          {(item, index) => {
            const position = (): number => rows.start() + index();
            return (
              <li
                class={css['row']}
                data-index={position()}
                aria-setsize={props.items.length}
                aria-posinset={position() + 1}
              >
                {props.children(item, position, () => item === tabStop())}
              </li>
            );
          }}
        </For>
      </ul>
    </div>
  );
}

function controlOf(viewport: HTMLElement | undefined, index: number): HTMLElement | null {
  const row = viewport?.querySelector(`[data-index="${index}"]`);
  return row?.querySelector<HTMLElement>('a[href], button, input') ?? null;
}
