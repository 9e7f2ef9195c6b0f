import { createEffect, createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { createWindow } from './create-window';
import { Icon } from './Icon';
import { nearestOption, optionId, stepActive } from './listbox-keys';
import css from './VirtualList.module.css';

export interface ListboxProps<T> {
  id: string;
  label: string;
  items: readonly T[];
  /** Pixels, the same for every option. */
  rowHeight: number;
  /** Index that the keys stand on; -1 for none. */
  active: number;
  onActive: (index: number) => void;
  selected?: ((item: T) => boolean) | undefined;
  onSelect: (item: T, index: number) => void;
  disabled?: ((item: T) => boolean) | undefined;
  /** Rows that only name what follows: no options, and no key stops there. */
  heading?: ((item: T) => boolean) | undefined;
  children: (item: T) => JSX.Element;
}

/** A listbox of any length with at most 50 options in the document; works alone or led by a `SearchField`. */
export function Listbox<T>(props: ListboxProps<T>): JSX.Element {
  const [viewport, setViewport] = createSignal<HTMLElement>();
  const rows = createWindow({
    count: () => props.items.length,
    rowHeight: () => props.rowHeight,
    viewport,
  });
  const shown = createMemo(() => props.items.slice(rows.start(), rows.end()));
  const inList = (): boolean => props.active >= 0 && props.active < props.items.length;
  createEffect(() => inList() && rows.reveal(props.active));

  const isHeading = (item: T): boolean => props.heading?.(item) ?? false;
  /** Its number among the options, by its place among the rows. */
  const numbers = createMemo(() => {
    let count = 0;
    return props.items.map((item) => (isHeading(item) ? count : ++count));
  });

  const choose = (index: number): void => {
    const item = props.items[index];
    if (item === undefined || isHeading(item) || props.disabled?.(item)) return;
    props.onActive(index);
    props.onSelect(item, index);
  };
  const press = (event: KeyboardEvent): void => {
    const next = stepActive(event, props.active, props.items.length);
    if (next !== undefined)
      props.onActive(nearestOption(props.items, next, props.active, isHeading));
    else if (event.key === 'Enter' || event.key === ' ') choose(props.active);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={setViewport}
      id={props.id}
      class={`${css['viewport']} ${css['listbox']}`}
      role="listbox"
      tabindex="0"
      aria-label={props.label}
      aria-activedescendant={inList() ? optionId(props.id, props.active) : undefined}
      style={{ '--row': `${props.rowHeight}px` }}
      onKeyDown={press}
    >
      <div
        role="presentation"
        style={{ 'padding-top': `${rows.before()}px`, 'padding-bottom': `${rows.after()}px` }}
      >
        <For each={shown()}>
          {(item, index) => {
            const position = (): number => rows.start() + index();
            const selected = (): boolean => props.selected?.(item) ?? false;
            if (isHeading(item))
              return (
                <div class={css['heading']} role="presentation" aria-hidden="true">
                  {props.children(item)}
                </div>
              );
            return (
              <div
                id={optionId(props.id, position())}
                class={css['option']}
                role="option"
                aria-selected={selected()}
                aria-disabled={props.disabled?.(item) ? 'true' : undefined}
                aria-setsize={numbers().at(-1)}
                aria-posinset={numbers()[position()]}
                data-active={position() === props.active ? '' : undefined}
                // The focus stays where it is, in the search box as a rule.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(position())}
              >
                <div class={css['face']}>{props.children(item)}</div>
                {/* Its room is kept: what the other options end with stands in one line with it. */}
                <Show when={props.selected}>
                  <span class={css['check']}>
                    <Show when={selected()}>
                      <Icon name="check" />
                    </Show>
                  </span>
                </Show>
              </div>
            );
          }}
        </For>
      </div>
    </div>
  );
}
