import { createMemo, createSignal, For, Show } from 'solid-js';
import { logText } from '../../core/log/log-text';
import type { ContactedOrigin } from '../../core/log/origins';
import type { LogEntry } from '../../core/log/types';
import { formatBytes, formatDuration } from '../../lib/format';
import { LogContext } from '../../state/log';
import { ServicesContext } from '../../state/services';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { Cell, Row, Table, type Column } from '../../ui/Table';
import css from './LogPage.module.css';

const MOST_SHOWN = 200;

const requestColumns: readonly Column[] = [
  { label: 'Time', width: '92px' },
  { label: 'For', width: '17%' },
  { label: 'What' },
  { label: 'Outcome', width: '116px' },
  { label: 'Took', align: 'end', width: '92px' },
  { label: 'Size', align: 'end', width: '80px' },
];

const originColumns: readonly Column[] = [
  { label: 'Address' },
  { label: 'Asked by' },
  { label: 'Requests', align: 'end', width: '100px' },
  { label: 'Last', align: 'end', width: '100px' },
];

/** Every request and error of this session; keys and message texts are never in it. */
export default function LogPage() {
  const log = LogContext.use();
  const { files } = ServicesContext.use();
  const [all, setAll] = createSignal(false);
  const newest = createMemo(() => {
    const entries = log.entries.toReversed();
    return all() ? entries : entries.slice(0, MOST_SHOWN);
  });
  const save = () =>
    files.saveText('patchbay-log.txt', logText(log.entries, log.origins()), 'text/plain');

  return (
    <Page
      title="Log"
      lead={
        <p class={css['lead']}>
          What this page asked of whom since it was opened. Keys and message texts are left out.
        </p>
      }
      actions={
        <>
          <Button variant="quiet" icon="trash" onClick={() => log.clear()}>
            Clear
          </Button>
          <Button icon="download" onClick={save}>
            Download log
          </Button>
        </>
      }
    >
      <Show
        when={log.entries.length > 0}
        fallback={
          <Empty title="Nothing yet" actions={<LinkButton href="#/">New chat</LinkButton>}>
            No request has left this page since it was opened. Ask a model something, and every
            address that is contacted for it appears here.
          </Empty>
        }
      >
        <Origins origins={log.origins()} />
        <section class={css['section']} aria-label="Requests and errors">
          <h2 class={css['heading']}>Requests and errors</h2>
          <Table label="Requests and errors" columns={requestColumns}>
            <For each={newest()}>{(entry) => <EntryRow entry={entry} />}</For>
          </Table>
          <Show when={newest().length < log.entries.length}>
            <Button variant="quiet" onClick={() => setAll(true)}>
              Show all {log.entries.length}
            </Button>
          </Show>
        </section>
      </Show>
    </Page>
  );
}

function Origins(props: { origins: readonly ContactedOrigin[] }) {
  return (
    <Show when={props.origins.length > 0}>
      <section class={css['section']} aria-label="Addresses contacted">
        <h2 class={css['heading']}>Addresses contacted</h2>
        <Table label="Addresses contacted" columns={originColumns}>
          <For each={props.origins}>
            {(row) => (
              <Row>
                <Cell lead>
                  <span class="mono">{row.origin}</span>
                </Cell>
                <Cell label="Asked by">{row.by.join(', ')}</Cell>
                <Cell label="Requests" align="end">
                  {row.requests}
                </Cell>
                <Cell label="Last" align="end">
                  {timeOf(row.lastAt)}
                </Cell>
              </Row>
            )}
          </For>
        </Table>
      </section>
    </Show>
  );
}

function EntryRow(props: { entry: LogEntry }) {
  return (
    <Row>
      <Cell label="Time">{timeOf(props.entry.at)}</Cell>
      <Cell label="For">{props.entry.by}</Cell>
      <Cell lead>
        <Show when={props.entry.url}>
          <span class={css['what']}>
            {props.entry.method} {props.entry.url}
          </span>
        </Show>
        <Show when={props.entry.message}>
          <span class={css['message']}>{props.entry.message}</span>
        </Show>
      </Cell>
      <Cell label="Outcome">
        <Outcome entry={props.entry} />
      </Cell>
      <Cell label="Took" align="end" data-blank={props.entry.totalMs === undefined}>
        <Show when={props.entry.totalMs !== undefined}>
          {formatDuration(props.entry.totalMs ?? 0)}
        </Show>
      </Cell>
      <Cell label="Size" align="end" data-blank={!props.entry.bytes}>
        <Show when={props.entry.bytes}>{(bytes) => formatBytes(bytes())}</Show>
      </Cell>
    </Row>
  );
}

function Outcome(props: { entry: LogEntry }) {
  const tone = () => {
    if (props.entry.kind === 'error' || props.entry.outcome === 'error') return 'red';
    if (props.entry.outcome === 'ok') return 'green';
    return 'neutral';
  };
  const word = () => {
    if (props.entry.kind !== 'request') return props.entry.kind;
    if (!props.entry.outcome) return 'running';
    if (props.entry.outcome === 'aborted') return 'stopped';
    return String(props.entry.status ?? (props.entry.outcome === 'ok' ? 'ok' : 'no answer'));
  };
  return <Badge tone={tone()}>{word()}</Badge>;
}

function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour12: false });
}
