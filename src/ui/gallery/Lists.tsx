import { createMemo, createSignal, For, type JSX } from 'solid-js';
import { Chooser } from '../Chooser';
import { Cell, Row, Table, type Column } from '../Table';
import { VirtualList } from '../VirtualList';
import { VirtualTable } from '../VirtualTable';
import css from './Gallery.module.css';

const COLUMNS: Column[] = [
  { label: 'Name', width: '60%' },
  { label: 'Number', align: 'end' },
];
const ROWS = Array.from({ length: 200 }, (_, index) => ({ name: `Row ${index + 1}`, index }));

/** What goes on and on. */
export function Lists(): JSX.Element {
  const [query, setQuery] = createSignal('');
  const [chosen, setChosen] = createSignal(ROWS[1]);
  const matches = createMemo(() => ROWS.filter(({ name }) => name.includes(query())));
  return (
    <section class={css['section']} aria-label="Lists">
      <h2>Lists</h2>
      <Table label="Table" columns={COLUMNS}>
        <For each={ROWS.slice(0, 3)}>
          {(row) => (
            <Row>
              <Cell label="Name" lead>
                {row.name}
              </Cell>
              <Cell label="Number" align="end">
                {row.index}
              </Cell>
            </Row>
          )}
        </For>
      </Table>
      <VirtualTable label="Long table" columns={COLUMNS} items={ROWS}>
        {(row) => (
          <>
            <Cell label="Name" lead>
              {row.name}
            </Cell>
            <Cell label="Number" align="end">
              {row.index}
            </Cell>
          </>
        )}
      </VirtualTable>
      <div class={css['list']}>
        <VirtualList label="Long list" items={ROWS} rowHeight={44}>
          {(row) => <a href="#/ui">{row.name}</a>}
        </VirtualList>
      </div>
      <Chooser
        label="Search rows"
        listLabel="Rows"
        query={query()}
        onQuery={setQuery}
        items={matches()}
        total={ROWS.length}
        rowHeight={44}
        selected={(row) => row === chosen()}
        onChoose={setChosen}
        empty="No row has these words."
      >
        {(row) => row.name}
      </Chooser>
    </section>
  );
}
