import { For, Show } from 'solid-js';
import { learnedWords } from '../../core/dialect/learned-words';
import { withoutWindow } from '../../core/models/learned-window';
import { connectionOf } from '../../core/providers/connection';
import type { Provider } from '../../core/providers/types';
import { formatAgo, formatNumber } from '../../lib/format';
import { reasonOf } from '../../lib/reason';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import css from './providers.module.css';

export interface LearnedFieldsProps {
  provider: Provider;
}

/** What the server's answers taught, nothing where nothing was learned. */
export function LearnedFields(props: LearnedFieldsProps) {
  return (
    <>
      <Fields provider={props.provider} />
      <Windows provider={props.provider} />
    </>
  );
}

/** The windows that answers and refusals gave away, each with a way to forget it. */
function Windows(props: LearnedFieldsProps) {
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();
  const { clock } = ServicesContext.use();
  const windows = () => Object.entries(props.provider.learnedWindows ?? {});
  const forget = (modelId: string) =>
    providers
      .note({ id: props.provider.id, ...connectionOf(props.provider) }, ({ learnedWindows }) => ({
        learnedWindows: withoutWindow(learnedWindows, modelId),
      }))
      .catch((error: unknown) =>
        notices.warn(`Nothing was forgotten. ${reasonOf(error)}`, 'storage'),
      );
  return (
    <Show when={windows().length > 0}>
      <section class={css['section']} aria-label="Learned context windows">
        <div>
          <h2 class={css['heading']}>Learned context windows</h2>
          <p class={css['note']}>
            The server took no more than this. Forget it when you have raised the limit there.
          </p>
        </div>
        <ul class={css['lessons']}>
          <For each={windows()}>
            {([modelId, learned]) => (
              <li>
                <span class={css['lesson']}>
                  {modelId}: {formatNumber(learned.tokens)} tokens
                </span>
                <span class={css['row']}>
                  <span class={css['note']}>{formatAgo(clock.now() - learned.at)}</span>
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={`Forget the window of ${modelId}`}
                    onClick={() => void forget(modelId)}
                  >
                    Forget
                  </Button>
                </span>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

/** What the server's refusals taught about its requests, with its words. */
function Fields(props: LearnedFieldsProps) {
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();
  const { clock } = ServicesContext.use();
  const learned = () => props.provider.learned ?? [];
  const reset = () =>
    providers
      .update(props.provider.id, { learned: [] })
      .catch((error: unknown) =>
        notices.warn(`Nothing was forgotten. ${reasonOf(error)}`, 'storage'),
      );
  return (
    <Show when={learned().length > 0}>
      <section class={css['section']} aria-label="Learned from this server">
        <div>
          <h2 class={css['heading']}>Learned from this server</h2>
          <p class={css['note']}>It refused a part of a request, so the next ones do without it.</p>
        </div>
        <ul class={css['lessons']}>
          <For each={learned()}>
            {(lesson) => (
              <li>
                <span class={css['lesson']}>{learnedWords(lesson)}</span>
                <span class={css['note']}>
                  <Show when={lesson.words}>“{lesson.words}” · </Show>
                  {formatAgo(clock.now() - lesson.at)}
                </span>
              </li>
            )}
          </For>
        </ul>
        <div class={css['row']}>
          <Button size="small" onClick={() => void reset()}>
            Reset
          </Button>
          <span class={css['note']}>The next message tries everything again.</span>
        </div>
      </section>
    </Show>
  );
}
