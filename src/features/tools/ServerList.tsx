import { createSignal, For, type JSX, Show } from 'solid-js';
import type { ToolServerDraft, ToolServersState } from '../../state/tool-servers';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { ServerCard } from './ServerCard';
import { ServerForm } from './ServerForm';
import css from './tools.module.css';

/** All servers, each with its tools, and the form for one more. */
export function ServerList(props: { servers: ToolServersState }): JSX.Element {
  const [isAdding, setIsAdding] = createSignal(false);
  async function save(draft: ToolServerDraft): Promise<void> {
    await props.servers.add(draft);
    setIsAdding(false);
  }
  const isEmpty = () => props.servers.ids().length === 0;
  const add = () => (
    <Button icon="plus" variant="primary" onClick={() => setIsAdding(true)}>
      Add tool server
    </Button>
  );
  return (
    <Page
      title="Tool servers"
      lead={<span class="muted">Servers that give models tools, over MCP.</span>}
      actions={<Show when={!isEmpty() && !isAdding()}>{add()}</Show>}
    >
      <Show when={isAdding()}>
        <ServerForm submitLabel="Connect" onSave={save} onCancel={() => setIsAdding(false)} />
      </Show>
      <Show when={isEmpty() && !isAdding()}>
        <Empty title="No tool server yet" actions={add()}>
          A tool server offers models things to do: search, read files, ask other programs. It
          speaks MCP over Streamable HTTP, on this computer or elsewhere. Add its address; then
          choose its tools in a chat.
        </Empty>
      </Show>
      <Show when={!isEmpty()}>
        <ul class={css['servers']}>
          {/* By id: a row keeps its focus when its server changes. */}
          <For each={props.servers.ids()}>
            {(id) => (
              <Show when={props.servers.get(id)}>
                {(server) => (
                  <li>
                    <ServerCard server={server()} servers={props.servers} />
                  </li>
                )}
              </Show>
            )}
          </For>
        </ul>
      </Show>
    </Page>
  );
}
