import { For, type JSX, splitProps } from 'solid-js';
import css from './Table.module.css';

export interface Column {
  label: string;
  align?: 'start' | 'end' | undefined;
  /** For a column of buttons: the heading is spoken only. */
  hideLabel?: boolean | undefined;
  /** A CSS width, `40%` for instance. */
  width?: string | undefined;
}

export interface TableProps {
  label: string;
  columns: readonly Column[];
  children: JSX.Element;
  /** Scrolls inside its own frame, under a header that stays. */
  maxHeight?: boolean | undefined;
}

/** A table whose rows become stacked blocks on a narrow screen, so that the page never scrolls sideways. */
export function Table(props: TableProps): JSX.Element {
  return (
    <div class={css['scroller']} data-inside={props.maxHeight ? '' : undefined}>
      {/* The roles are said aloud because `display: grid` takes them from stacked rows. */}
      <table class={css['table']} role="table" aria-label={props.label}>
        <TableHead columns={props.columns} />
        <tbody role="rowgroup">{props.children}</tbody>
      </table>
    </div>
  );
}

/** The header of `Table` and `VirtualTable`. */
export function TableHead(props: { columns: readonly Column[] }): JSX.Element {
  return (
    <thead role="rowgroup">
      <tr role="row">
        <For each={props.columns}>
          {(column) => (
            <th
              role="columnheader"
              scope="col"
              data-align={column.align}
              style={{ width: column.width }}
            >
              <span class={column.hideLabel ? 'visually-hidden' : undefined}>{column.label}</span>
            </th>
          )}
        </For>
      </tr>
    </thead>
  );
}

/** A row of `Table`. */
export function Row(props: JSX.HTMLAttributes<HTMLTableRowElement>): JSX.Element {
  return <tr role="row" {...props} />;
}

export interface CellProps extends Omit<JSX.TdHTMLAttributes<HTMLTableCellElement>, 'align'> {
  /** The column's name, shown with the value where rows are stacked. */
  label?: string | undefined;
  align?: 'start' | 'end' | undefined;
  /** The heading of a stacked row. */
  lead?: boolean | undefined;
}

/** A cell of `Table` or `VirtualTable`. */
export function Cell(props: CellProps): JSX.Element {
  const [own, rest] = splitProps(props, ['label', 'align', 'lead']);
  return (
    <td
      role="cell"
      data-label={own.label}
      data-align={own.align}
      data-lead={own.lead ? '' : undefined}
      {...rest}
    />
  );
}
