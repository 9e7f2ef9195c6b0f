import { createEffect, createSignal, createUniqueId, type JSX, on, Show, untrack } from 'solid-js';
import css from './Chooser.module.css';
import { Listbox } from './Listbox';
import { nearestOption, optionId, stepActive } from './listbox-keys';
import { SearchField } from './SearchField';

export interface ChooserProps<T> {
  /** Spoken name of the search box, and of the list. */
  label: string;
  listLabel: string;
  placeholder?: string | undefined;
  query: string;
  onQuery: (query: string) => void;
  /** What answers the query. */
  items: readonly T[];
  /** How many there are at most: room is kept for them. */
  total: number;
  /** Pixels, the same for every row. */
  rowHeight: number;
  selected?: ((item: T) => boolean) | undefined;
  /** Rows that only name what follows. */
  heading?: ((item: T) => boolean) | undefined;
  /** Told which item the keys stand on; undefined for none. */
  onActive?: ((item: T | undefined) => void) | undefined;
  onChoose: (item: T) => void;
  /** Said when nothing answers. */
  empty: string;
  children: (item: T) => JSX.Element;
}

/** A search box over a list: typing filters, the arrow keys move in the list, Enter chooses. For a dialog's body. */
export function Chooser<T>(props: ChooserProps<T>): JSX.Element {
  const listId = createUniqueId();
  const isHeading = (item: T): boolean => props.heading?.(item) ?? false;
  /** From before the first row: a heading there leads on to its first option. */
  const first = (): number => Math.max(0, nearestOption(props.items, 0, -1, isHeading));
  const chosen = (): number =>
    props.items.findIndex((item) => !isHeading(item) && props.selected?.(item));
  const [active, setActive] = createSignal(untrack(() => Math.max(first(), chosen())));
  createEffect(() => props.onActive?.(props.items[active()]));
  createEffect(
    on(
      () => props.query,
      () => setActive(first()),
      { defer: true },
    ),
  );
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const next = stepActive(event, active(), props.items.length);
    const item = props.items[active()];
    if (next !== undefined) setActive(nearestOption(props.items, next, active(), isHeading));
    else if (event.key === 'Enter' && item && !isHeading(item)) props.onChoose(item);
    else return;
    event.preventDefault();
  };
  return (
    <div class={css['chooser']} style={{ '--list': `${props.total * props.rowHeight + 4}px` }}>
      <SearchField
        label={props.label}
        placeholder={props.placeholder}
        value={props.query}
        onInput={(query) => props.onQuery(query)}
        controls={props.items.length > 0 ? listId : undefined}
        activeId={props.items.length > 0 ? optionId(listId, active()) : undefined}
        autofocus
        onKeyDown={press}
      />
      <Show
        when={props.items.length > 0}
        fallback={
          <p class={css['empty']} role="status">
            {props.empty}
          </p>
        }
      >
        <Listbox
          id={listId}
          label={props.listLabel}
          items={props.items}
          rowHeight={props.rowHeight}
          active={active()}
          onActive={setActive}
          selected={props.selected}
          heading={props.heading}
          onSelect={(item) => props.onChoose(item)}
        >
          {(item) => props.children(item)}
        </Listbox>
      </Show>
    </div>
  );
}
