import { createSignal, For, onCleanup, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { checkRequests } from '../../core/checks/facts';
import type { CheckName, CheckResult, Verdict } from '../../core/checks/types';
import type { Model } from '../../core/models/types';
import { formatAgo } from '../../lib/format';
import { reasonOf } from '../../lib/reason';
import { checkModelOf } from '../../state/check-model';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import css from './ModelCheck.module.css';

export interface ModelCheckProps {
  providerId: string;
  model: Model;
}

const names: Record<CheckName, string> = {
  streaming: 'Streams its answer',
  usage: 'Counts tokens',
  reasoning: 'Reasons',
  tools: 'Calls tools',
  'parallel-tools': 'Calls several tools at once',
  'json-schema': 'Keeps to a JSON schema',
  images: 'Reads images',
};
const tones: Record<Verdict, 'green' | 'neutral' | 'amber'> = {
  yes: 'green',
  no: 'neutral',
  unclear: 'amber',
};

/** Asks the model what it can do, on a press only; shows the last results with their date. */
export function ModelCheck(props: ModelCheckProps) {
  const providers = ProvidersContext.use();
  const { clock } = ServicesContext.use();
  const [running, setRunning] = createSignal<AbortController>();
  const [found, setFound] = createSignal<CheckResult[]>([]);
  const [problem, setProblem] = createSignal('');
  const [isStopped, setStopped] = createSignal(false);
  onCleanup(() => running()?.abort());
  const stored = () => providers.get(props.providerId)?.checks?.[props.model.id];
  const results = () => (running() ? found() : (stored()?.results ?? []));

  async function run(): Promise<void> {
    const own = new AbortController();
    setRunning(own);
    setFound([]);
    setProblem('');
    setStopped(false);
    try {
      await checkModelOf(
        { providers, clock },
        {
          providerId: props.providerId,
          modelId: props.model.id,
          signal: own.signal,
          onResults: setFound,
        },
      );
    } catch (error) {
      if (own.signal.aborted) setStopped(true);
      else setProblem(`The check was not kept. ${reasonOf(error)}`);
    } finally {
      setRunning(undefined);
    }
  }

  return (
    <section class={css['check']} aria-label="Check this model">
      <div class={css['bar']}>
        <Button size="small" icon="check" busy={running() !== undefined} onClick={() => void run()}>
          Check this model
        </Button>
        <Show when={running()}>
          {(controller) => (
            <Button size="small" variant="quiet" onClick={() => controller().abort()}>
              Stop
            </Button>
          )}
        </Show>
        <span class={css['note']} role="status">
          <Show
            when={running()}
            fallback={
              <Show
                when={stored()}
                fallback={
                  <>
                    Sends about {checkRequests} short requests to {props.model.id}.
                  </>
                }
              >
                {(check) => (
                  <>
                    Checked {formatAgo(clock.now() - check().at)}, on {dateOf(check().at)}. Again:
                    about {checkRequests} short requests.
                  </>
                )}
              </Show>
            }
          >
            Asking … {found().length} of {Object.keys(names).length} answered.
          </Show>
        </span>
      </div>
      <Show when={problem()}>
        <Notice tone="amber" role="alert" help={helpOn('storage')}>
          {problem()}
        </Notice>
      </Show>
      <Show when={isStopped()}>
        <Notice role="status">Stopped. Nothing was kept.</Notice>
      </Show>
      <Show when={results().length > 0}>
        <ul class={css['results']} aria-label="Results">
          <For each={results()}>
            {(result) => (
              <li>
                <span>{names[result.name]}</span>
                <Badge tone={tones[result.verdict]}>{result.verdict}</Badge>
                <Show when={result.words}>
                  <span class={css['words']}>{result.words}</span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

function dateOf(at: number): string {
  return new Date(at).toLocaleDateString();
}
