import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { JsonValue } from '../../../lib/json';
import { Icon } from '../../../ui/Icon';
import css from './structured.module.css';
import { AT_ONCE, canOpen, moveFor, rowsOf, startsOpen, valueWords } from './tree-rows';
import type { MoreRow, TreeRow } from './tree-rows';

export interface JsonTreeProps {
  value: JsonValue;
  label: string;
}

/** A value as a tree that opens and closes by mouse and keys; of long lists the beginning, until a person asks. */
export function JsonTree(props: JsonTreeProps): JSX.Element {
  const [toggled, setToggled] = createSignal<ReadonlyMap<string, boolean>>(new Map());
  const [shown, setShown] = createSignal<ReadonlyMap<string, number>>(new Map());
  const [active, setActive] = createSignal('$');
  let tree: HTMLDivElement | undefined;
  // A row keeps its element, and with it the focus, while others come and go.
  const known = new Map<string, TreeRow | MoreRow>();

  const isOpen = (row: TreeRow): boolean => toggled().get(row.id) ?? startsOpen(row);
  const rows = createMemo(() => {
    const view = { isOpen, shown: (id: string) => shown().get(id) ?? AT_ONCE };
    return rowsOf(props.value, view).map((row) => {
      const before = known.get(row.id);
      if (before && ('value' in before || ('hidden' in row && before.hidden === row.hidden)))
        return before;
      known.set(row.id, row);
      return row;
    });
  });
  /** The row that Tab leads to; one that was closed over is gone. */
  const reached = createMemo(() => (rows().some(({ id }) => id === active()) ? active() : '$'));

  const focus = (id: string): void => {
    setActive(id);
    const at = rows().findIndex((row) => row.id === id);
    tree?.querySelectorAll<HTMLElement>('[role="treeitem"]')[at]?.focus();
  };
  const setOpen = (row: TreeRow, open: boolean): void => {
    setToggled((before) => new Map(before).set(row.id, open));
  };
  const showMore = ({ parent, id }: MoreRow): void => {
    const at = rows().findIndex((row) => row.id === id);
    setShown((before) => new Map(before).set(parent, (before.get(parent) ?? AT_ONCE) + AT_ONCE));
    const first = rows()[at];
    if (first) focus(first.id);
  };
  const act = (row: TreeRow | MoreRow): void => {
    if ('hidden' in row) showMore(row);
    else if (canOpen(row.value)) setOpen(row, !isOpen(row));
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows().find(({ id }) => id === reached());
    const move = moveFor(event.key, reached(), rows(), isOpen);
    if (row && (event.key === 'Enter' || event.key === ' ')) act(row);
    else if (!move || !row) return;
    else if ('to' in move) focus(move.to);
    else if ('value' in row) setOpen(row, move.open);
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={tree} role="tree" aria-label={props.label} class={css['tree']} onKeyDown={press}>
      <For each={rows()}>
        {(row) => (
          <div
            role="treeitem"
            class={css['row']}
            style={{ '--level': Math.min(row.level, 10) - 1 }}
            aria-level={row.level}
            aria-posinset={'value' in row ? row.position : undefined}
            aria-setsize={'value' in row ? row.size : undefined}
            aria-expanded={'value' in row && canOpen(row.value) ? isOpen(row) : undefined}
            tabindex={reached() === row.id ? 0 : -1}
            onFocus={() => setActive(row.id)}
            onClick={() => act(row)}
          >
            <Show
              when={'value' in row ? row : undefined}
              fallback={
                <span class={css['more']}>
                  Show more, {'hidden' in row ? row.hidden : 0} are left
                </span>
              }
            >
              {(shownRow) => <Line row={shownRow()} isOpen={isOpen(shownRow())} />}
            </Show>
          </div>
        )}
      </For>
    </div>
  );
}

function Line(props: { row: TreeRow; isOpen: boolean }): JSX.Element {
  const kind = (): string => {
    const { value } = props.row;
    return value === null ? 'null' : Array.isArray(value) ? 'object' : typeof value;
  };
  return (
    <>
      <span class={css['mark']}>
        <Show when={canOpen(props.row.value)}>
          <Icon name={props.isOpen ? 'chevron-down' : 'chevron-right'} size={16} />
        </Show>
      </span>
      <span class={css['words']}>
        <Show when={props.row.name !== undefined} fallback={<span class={css['key']}>answer</span>}>
          <span class={css['key']}>{props.row.name}</span>
        </Show>{' '}
        <span class={css['value']} data-kind={kind()}>
          {valueWords(props.row.value, props.isOpen)}
        </span>
      </span>
    </>
  );
}
