import { Match, Switch } from 'solid-js';
import type { Provider } from '../../core/providers/types';
import { ProvidersContext } from '../../state/providers';
import { Badge } from '../../ui/Badge';
import { Spinner } from '../../ui/Spinner';
import css from './providers.module.css';

export interface ProviderStatusProps {
  provider: Provider;
}

/** One word on the connection: what the last request of this session showed. */
export function ProviderStatus(props: ProviderStatusProps) {
  const providers = ProvidersContext.use();
  const status = () => providers.status(props.provider.id);
  const connected = () => {
    const current = status();
    return current.kind === 'connected' ? current : undefined;
  };
  return (
    <Switch fallback={<Badge>{props.provider.listed ? 'not asked yet' : 'never answered'}</Badge>}>
      <Match when={props.provider.demo}>
        <Badge tone="accent">built in, no server</Badge>
      </Match>
      <Match when={status().kind === 'looking'}>
        <span class={css['asking']}>
          <Spinner /> asking …
        </span>
      </Match>
      <Match when={connected()}>
        {(current) => (
          <Badge tone="green" dot>
            connected, {Math.max(1, Math.round(current().ms))} ms
          </Badge>
        )}
      </Match>
      <Match when={status().kind === 'failed'}>
        <Badge tone="amber" dot>
          no usable answer
        </Badge>
      </Match>
    </Switch>
  );
}
