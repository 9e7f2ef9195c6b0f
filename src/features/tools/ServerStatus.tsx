import { type JSX, Match, Switch } from 'solid-js';
import type { ToolServer } from '../../core/tool-servers/types';
import type { LinkState } from '../../state/tool-server-link';
import { Badge } from '../../ui/Badge';
import { Spinner } from '../../ui/Spinner';
import css from './tools.module.css';

/** One word on the connection. */
export function ServerStatus(props: { server: ToolServer; link: LinkState }): JSX.Element {
  const is = (kind: LinkState['kind']) => props.link.kind === kind;
  return (
    <Switch fallback={<Badge>not asked yet</Badge>}>
      <Match when={!props.server.isEnabled}>
        <Badge>switched off</Badge>
      </Match>
      <Match when={is('connecting')}>
        <span class={css['asking']}>
          <Spinner /> connecting …
        </span>
      </Match>
      <Match when={is('connected')}>
        <Badge tone="green" dot>
          connected
        </Badge>
      </Match>
      <Match when={is('sign-in')}>
        <Badge tone="amber" dot>
          needs a sign-in
        </Badge>
      </Match>
      <Match when={is('failed')}>
        <Badge tone="amber" dot>
          no usable answer
        </Badge>
      </Match>
    </Switch>
  );
}
