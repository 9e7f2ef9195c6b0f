import { type JSX, Match, Show, Switch } from 'solid-js';
import type { ModelRef } from '../../core/models/types';
import { ProvidersContext } from '../../state/providers';
import { SettingsContext } from '../../state/settings';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';
import css from './ChatPage.module.css';

export interface NewChatProps {
  model: ModelRef | undefined;
}

/** What stands in place of a transcript before the first message: what to do first. */
export function NewChat(props: NewChatProps): JSX.Element {
  const providers = ProvidersContext.use();
  const settings = SettingsContext.use();
  const own = (): boolean => providers.list.some((provider) => !provider.demo);
  const demo = (): boolean => providers.list.some((provider) => provider.demo);
  const add = (
    <LinkButton href="#/providers/add" variant="primary" icon="plug">
      Add provider
    </LinkButton>
  );
  return (
    <div class={css['middle']}>
      <Show when={providers.loaded}>
        <Switch>
          <Match when={own() && props.model}>
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
          </Match>
          <Match when={own()}>
            <Empty
              title="No model to ask yet"
              actions={<LinkButton href="#/providers">Providers</LinkButton>}
            >
              Your provider has listed no model that chats. Its page tells why.
            </Empty>
          </Match>
          <Match when={true}>
            <Empty title="Connect your own server" actions={add}>
              <p>
                Patchbay talks to LM Studio, Ollama, llama.cpp, vLLM and every other
                OpenAI-compatible server, straight from this browser.
              </p>
              <Show when={demo()}>
                <p>Or just write below: the built-in demo answers without a server.</p>
              </Show>
              <p>
                Chats at another address? <a href="#/help/moving">Bring them here.</a>
              </p>
            </Empty>
          </Match>
        </Switch>
      </Show>
    </div>
  );
}
