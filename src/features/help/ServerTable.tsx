import { For } from 'solid-js';
import { guides, type Guide } from '../../core/servers/guides';
import { Cell, Row, Table, type Column } from '../../ui/Table';
import css from './HelpPage.module.css';

const columns: readonly Column[] = [
  { label: 'Server', width: '28%' },
  { label: 'Default address', width: '36%' },
  { label: 'Pages it lets in' },
];

/** The servers that have a page. */
export function ServerTable() {
  return (
    <Table label="Servers" columns={columns}>
      <For each={guides}>{(guide) => <GuideRow guide={guide} />}</For>
    </Table>
  );
}

function GuideRow(props: { guide: Guide }) {
  const addresses = () => (props.guide.id === 'other' ? [] : props.guide.addresses);
  return (
    <Row>
      <Cell lead>
        <a href={`#/help/${props.guide.id}`}>{props.guide.name}</a>
      </Cell>
      <Cell label="Default address" class={css['wide']}>
        <span class={css['addresses']}>
          <For each={addresses()} fallback="its own">
            {({ baseUrl }) => <span class="mono">{baseUrl}</span>}
          </For>
        </span>
      </Cell>
      <Cell label="Pages it lets in">{props.guide.access}</Cell>
    </Row>
  );
}
