import { type JSX, Match, Switch } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { useToolServers } from '../../state/use-tool-servers';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { ServerList } from './ServerList';

/** The MCP servers whose tools models may call. */
export default function ToolServersPage(): JSX.Element {
  const view = useToolServers();
  const opened = () => {
    const current = view();
    return current.kind === 'open' ? current.servers : undefined;
  };
  const failed = () => {
    const current = view();
    return current.kind === 'failed' ? current : undefined;
  };
  return (
    <Switch
      fallback={
        <Page title="Tool servers">
          <p class="muted" role="status">
            Reading your tool servers.
          </p>
        </Page>
      }
    >
      <Match when={opened()}>{(servers) => <ServerList servers={servers()} />}</Match>
      <Match when={failed()}>
        {(failure) => (
          <Page title="Tool servers">
            <Empty
              title="Your tool servers could not be read"
              help={helpOn('unreadable')}
              actions={<Button onClick={() => failure().retry()}>Try again</Button>}
            >
              {failure().reason}
            </Empty>
          </Page>
        )}
      </Match>
    </Switch>
  );
}
