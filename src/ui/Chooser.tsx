import { createEffect, createSignal, createUniqueId, type JSX, on, Show, untrack } from 'solid-js';
import css from './Chooser.module.css';
import { Listbox } from './Listbox';
import { optionId, stepActive } from './listbox-keys';
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
  onChoose: (item: T) => void;
  /** Said when nothing answers. */
  empty: string;
  children: (item: T) => JSX.Element;
}

/** A search box over a list: typing filters, the arrow keys move in the list, Enter chooses. For a dialog's body. */
export function Chooser<T>(props: ChooserProps<T>): JSX.Element {
  const listId = createUniqueId();
  const [active, setActive] = createSignal(
    untrack(() => Math.max(0, props.selected ? props.items.findIndex(props.selected) : 0)),
  );
  createEffect(
    on(
      () => props.query,
      () => setActive(0),
      { defer: true },
    ),
  );
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const next = stepActive(event, active(), props.items.length);
    const chosen = props.items[active()];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter' && chosen) props.onChoose(chosen);
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
          onSelect={(item) => props.onChoose(item)}
        >
          {(item) => props.children(item)}
        </Listbox>
      </Show>
    </div>
  );
}
