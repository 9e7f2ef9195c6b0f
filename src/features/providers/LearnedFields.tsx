import { For, Show } from 'solid-js';
import { learnedWords } from '../../core/dialect/learned-words';
import type { Provider } from '../../core/providers/types';
import { formatAgo } from '../../lib/format';
import { reasonOf } from '../../lib/reason';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import css from './providers.module.css';

export interface LearnedFieldsProps {
  provider: Provider;
}

/** What the server's refusals taught about its requests, with its words; nothing where nothing was learned. */
export function LearnedFields(props: LearnedFieldsProps) {
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();
  const { clock } = ServicesContext.use();
  const learned = () => props.provider.learned ?? [];
  const reset = () =>
    providers
      .update(props.provider.id, { learned: [] })
      .catch((error: unknown) => notices.warn(`Nothing was forgotten. ${reasonOf(error)}`));
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
