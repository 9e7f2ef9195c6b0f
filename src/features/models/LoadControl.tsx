import { createSignal, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { type KeepFor, takesKeepFor } from '../../core/servers/load-model';
import { serverName } from '../../core/servers/server-names';
import type { ServerInfo } from '../../core/servers/types';
import type { Model } from '../../core/models/types';
import { formatNumber } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { Select } from '../../ui/Select';
import { Spinner } from '../../ui/Spinner';
import type { Loading } from './create-loading';
import css from './ModelsTable.module.css';

export interface LoadControlProps {
  model: Model;
  server: ServerInfo;
  loading: Loading;
}

const keepOptions = [
  { value: '', label: 'As the server is set up' },
  { value: 'hour', label: 'For an hour after the last message' },
  { value: 'ever', label: 'Until it is unloaded' },
];

/** Loads a model into the server's memory, or takes it out, where the server lets itself be told. */
export function LoadControl(props: LoadControlProps) {
  const [keepFor, setKeepFor] = createSignal<KeepFor>();
  const state = () => props.loading.of(props.model.id);
  const running = () => {
    const current = state();
    return current?.kind === 'running' ? current : undefined;
  };
  const failed = () => {
    const current = state();
    return current?.kind === 'failed' ? current : undefined;
  };
  const label = () => {
    if (running()) return 'Stop waiting';
    return props.model.loaded ? 'Unload model' : 'Load model';
  };
  const press = () => {
    const { id, loaded } = props.model;
    const keep = keepFor();
    if (running()) props.loading.stop(id);
    else if (loaded) props.loading.run(id, { kind: 'unload' });
    else props.loading.run(id, { kind: 'load', ...(keep && { keepFor: keep }) });
  };

  return (
    <div class={css['load']}>
      <Show when={!props.model.loaded && takesKeepFor(props.server)}>
        <Select
          label="Keep in memory"
          value={keepFor() ?? ''}
          onChange={(value) => setKeepFor(value === 'hour' || value === 'ever' ? value : undefined)}
          options={keepOptions}
          disabled={running() !== undefined}
        />
      </Show>
      <div class={css['loadRow']}>
        <span class={css['loadWords']} role="status">
          <Show when={running()} fallback={memory(props.model)}>
            {(current) => (
              <>
                <Spinner /> {current().order.kind === 'load' ? 'Loading …' : 'Unloading …'}
              </>
            )}
          </Show>
        </span>
        {/* One button for all of it, so that the keyboard stays where it is. */}
        <Button onClick={press}>{label()}</Button>
      </div>
      <Show when={failed()}>
        {(current) => (
          <Notice tone="red" role="alert" help={helpOn('load-model')}>
            {serverName(props.server.kind)} did not do it: {current().words}
          </Notice>
        )}
      </Show>
    </div>
  );
}

function memory({ loaded, contextWindow: { tokens, source } }: Model): string {
  if (loaded === undefined) return 'Whether it is loaded is not known.';
  if (!loaded) return 'Not loaded. The first message has to wait for it.';
  return source === 'server-runtime' ? `Loaded with ${formatNumber(tokens)} tokens.` : 'Loaded.';
}
