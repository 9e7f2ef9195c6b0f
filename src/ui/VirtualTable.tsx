import { createMemo, createSignal, For, type JSX } from 'solid-js';
import { createMedia } from './create-media';
import { createWindow } from './create-window';
import { type Column, TableHead } from './Table';
import css from './Table.module.css';

export interface VirtualTableProps<T> {
  label: string;
  columns: readonly Column[];
  items: readonly T[];
  /** Pixels; 44 unless told. */
  rowHeight?: number | undefined;
  /** Pixels of a row where rows are stacked; 88 unless told. */
  stackedRowHeight?: number | undefined;
  /** The cells of a row. */
  children: (item: T, index: () => number) => JSX.Element;
}

/** A table of any length that scrolls in its own frame and keeps at most 50 rows in the document. */
export function VirtualTable<T>(props: VirtualTableProps<T>): JSX.Element {
  const [viewport, setViewport] = createSignal<HTMLElement>();
  // The same width at which Table.module.css stacks the rows.
  const stacked = createMedia('(width <= 640px)');
  const rowHeight = (): number =>
    stacked() ? (props.stackedRowHeight ?? 88) : (props.rowHeight ?? 44);
  const rows = createWindow({ count: () => props.items.length, rowHeight, viewport });
  const shown = createMemo(() => props.items.slice(rows.start(), rows.end()));

  return (
    <div
      ref={setViewport}
      class={css['scroller']}
      data-inside=""
      tabindex="0"
      role="group"
      aria-label={props.label}
      style={{ '--row': `${rowHeight()}px` }}
    >
      <table
        class={css['table']}
        data-fixed=""
        role="table"
        aria-label={props.label}
        aria-rowcount={props.items.length + 1}
      >
        <TableHead columns={props.columns} />
        <tbody role="rowgroup">
          <Spacer height={rows.before()} columns={props.columns.length} />
          <For each={shown()}>
            {(item, index) => {
              const position = (): number => rows.start() + index();
              return (
                <tr role="row" class={css['even']} aria-rowindex={position() + 2}>
                  {props.children(item, position)}
                </tr>
              );
            }}
          </For>
          <Spacer height={rows.after()} columns={props.columns.length} />
        </tbody>
      </table>
    </div>
  );
}

/** Keeps the room of the rows that are not in the document. */
function Spacer(props: { height: number; columns: number }): JSX.Element {
  return (
    <tr role="presentation" aria-hidden="true" class={css['spacer']}>
      <td role="presentation" colspan={props.columns} style={{ height: `${props.height}px` }} />
    </tr>
  );
}
