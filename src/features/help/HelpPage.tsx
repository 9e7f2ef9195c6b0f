import { For, Match, Show, Switch } from 'solid-js';
import { findGuide, guides, type Guide } from '../../core/servers/guides';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import { Cell, Row, Table, type Column } from '../../ui/Table';
import { GuideView } from './GuideView';
import css from './HelpPage.module.css';
import { MovingGuide } from './MovingGuide';

/** The one page of the help that is about no server. */
const MOVING = 'moving';

export interface HelpPageProps {
  /** The server's part of the address; empty for the list. */
  server: string;
}

/** What one should know of a server program before and after connecting, a page each. */
export default function HelpPage(props: HelpPageProps) {
  return (
    <Show when={props.server} fallback={<GuideList />} keyed>
      {(server) => (
        <Switch fallback={<Missing />}>
          <Match when={server === MOVING}>
            <MovingGuide />
          </Match>
          <Match when={findGuide(server)}>{(guide) => <GuideView guide={guide()} />}</Match>
        </Switch>
      )}
    </Show>
  );
}

function Missing() {
  return (
    <Empty
      title="There is no help for this server"
      actions={<LinkButton href="#/help">All servers</LinkButton>}
    >
      The address of this page names none that Patchbay knows.
    </Empty>
  );
}

const columns: readonly Column[] = [
  { label: 'Server', width: '28%' },
  { label: 'Default address', width: '36%' },
  { label: 'Pages it lets in' },
];

function GuideList() {
  return (
    <Page
      title="Help"
      lead={
        <p class={css['lead']}>
          How to reach a server from this page, where its numbers come from, and what it does not
          do.
        </p>
      }
    >
      <Table label="Servers" columns={columns}>
        <For each={guides}>{(guide) => <GuideRow guide={guide} />}</For>
      </Table>
      <p>
        <a href={`#/help/${MOVING}`}>Chats at another address</a>: why they are not here, and how
        they come over.
      </p>
    </Page>
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
