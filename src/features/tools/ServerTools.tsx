import { For, type JSX, Show } from 'solid-js';
import type { ToolServer } from '../../core/tool-servers/types';
import { Switch } from '../../ui/Switch';
import { Disclosure } from '../../ui/Disclosure';
import css from './tools.module.css';

export interface ServerToolsProps {
  server: ToolServer;
  onOffer: (name: string, isOffered: boolean) => void;
}

/** The tools that a server listed last; what is on here can be chosen in a chat, and is off there until then. */
export function ServerTools(props: ServerToolsProps): JSX.Element {
  const names = () => props.server.seen?.tools.map(({ name }) => name) ?? [];
  const tool = (name: string) => props.server.seen?.tools.find((seen) => seen.name === name);
  const words = () => {
    const all = names().length;
    const left = names().filter((name) => !props.server.hidden.includes(name)).length;
    const count = all === 1 ? '1 tool' : `${all} tools`;
    return left === all ? count : `${count}, ${left} offered`;
  };
  return (
    <Show when={props.server.seen}>
      <Show when={names().length > 0} fallback={<p class="muted">It lists no tools.</p>}>
        <Disclosure summary={words()} startOpen={names().length <= 4}>
          <p class={css['facts']}>
            What is on here can be chosen in a chat. In a new chat it is off, and each tool asks
            before it runs.
          </p>
          <ul class={css['tools']}>
            {/* By name: a row keeps its focus when its tool changes. */}
            <For each={names()}>
              {(name) => (
                <Show when={tool(name)}>
                  {(found) => (
                    <li>
                      <Switch
                        label={found().title ?? name}
                        hint={
                          <>
                            <Show when={found().title && found().title !== name}>
                              <code>{name}</code>{' '}
                            </Show>
                            {found().description}
                          </>
                        }
                        checked={!props.server.hidden.includes(name)}
                        onChange={(isOffered) => props.onOffer(name, isOffered)}
                      />
                    </li>
                  )}
                </Show>
              )}
            </For>
          </ul>
        </Disclosure>
      </Show>
    </Show>
  );
}
