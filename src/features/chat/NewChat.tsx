import { type Component, type JSX, Show, Suspense } from 'solid-js';
import type { ModelRef } from '../../core/models/types';
import { ModelsContext } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { SettingsContext } from '../../state/settings';
import { Empty } from '../../ui/Empty';
import css from './ChatPage.module.css';
import type { StartProps } from './slots';

export interface NewChatProps extends StartProps {
  model: ModelRef | undefined;
  /** Comes late, below the words that are there at once. */
  start: Component<StartProps>;
}

/** What stands in place of a transcript before the first message: what to do first. */
export function NewChat(props: NewChatProps): JSX.Element {
  const providers = ProvidersContext.use();
  const models = ModelsContext.use();
  const settings = SettingsContext.use();
  const hasOwn = (): boolean => providers.list.some((provider) => !provider.demo);
  /** The demo stands in where no provider of one's own has a model; what is missing is said all the same. */
  const canAsk = (): boolean => models.available().some(({ provider }) => !provider.demo);
  return (
    <div class={css['middle']} data-start={hasOwn() ? undefined : ''}>
      <Show when={providers.loaded}>
        <Show when={canAsk() && props.model} fallback={<NoModel {...props} hasOwn={hasOwn()} />}>
          {(model) => (
            <Empty title={`Ask ${model().modelName}`}>
              <p>
                It runs on {model().providerLabel}.{' '}
                {settings.values.enterSends
                  ? 'Enter sends, Shift+Enter breaks the line.'
                  : 'Ctrl+Enter sends, Enter breaks the line.'}
              </p>
            </Empty>
          )}
        </Show>
      </Show>
    </div>
  );
}

function NoModel(props: NewChatProps & { hasOwn: boolean }): JSX.Element {
  return (
    <>
      <Show when={!props.hasOwn}>
        <Empty title="Connect your own server">
          Patchbay talks to LM Studio, Ollama, llama.cpp, vLLM and every other OpenAI-compatible
          server, straight from this browser.
        </Empty>
      </Show>
      {/* A boundary of its own: the page must not wait for it. */}
      <Suspense>
        <props.start onReady={props.onReady} />
      </Suspense>
    </>
  );
}
