import { For, type JSX, Show } from 'solid-js';
import type { Message } from '../../core/chat/types';
import { withWindow } from '../../core/models/learned-window';
import { guideIdOf } from '../../core/servers/guide-id';
import { raiseWindow, wantedWindow } from '../../core/servers/raise-window';
import { connectionOf } from '../../core/providers/connection';
import type { Provider } from '../../core/providers/types';
import { formatNumber } from '../../lib/format';
import { reasonOf } from '../../lib/reason';
import { ModelsContext } from '../../state/models';
import { copyText } from '../../state/copy-text';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { CopyLine } from '../../ui/CopyLine';
import { LinkButton } from '../../ui/LinkButton';
import { Notice } from '../../ui/Notice';
import { truncationWords } from './truncation-words';

/** Says that the server read less than was sent, and how to give it more room. */
export default function TruncationNotice(props: { message: Message }): JSX.Element {
  const providers = ProvidersContext.use();
  const models = ModelsContext.use();
  const provider = () => providers.get(props.message.model?.providerId ?? '');
  const model = () => props.message.model && models.get(props.message.model);
  const guide = () => {
    const known = provider();
    return known && guideIdOf(known);
  };
  const steps = () => {
    const sent = props.message.promptEstimate?.tokens ?? 0;
    const trained = model()?.trainedContextWindow;
    const modelId = props.message.model?.modelId ?? 'MODEL';
    return raiseWindow(guide(), { tokens: wantedWindow(sent, trained), modelId });
  };
  return (
    <Notice
      tone="amber"
      role="note"
      actions={
        <>
          <Remember message={props.message} provider={provider()} />
          <Show when={guide()}>
            {(id) => (
              <LinkButton size="small" variant="quiet" href={`#/help/${id()}`}>
                More about this server
              </LinkButton>
            )}
          </Show>
        </>
      }
    >
      <strong>{truncationWords(props.message)}</strong>
      <For each={steps()}>
        {(step) => (
          <>
            <p>{step.text}</p>
            <Show when={step.command}>{(command) => <Command text={command()} />}</Show>
          </>
        )}
      </For>
    </Notice>
  );
}

/** Offers to take the window that shows in it for the model's, unless something as good is known. */
function Remember(props: { message: Message; provider: Provider | undefined }): JSX.Element {
  const models = ModelsContext.use();
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();
  const { clock } = ServicesContext.use();
  const shown = () => {
    const limit = props.message.model && models.get(props.message.model)?.contextWindow;
    const window = props.message.truncation?.window;
    return limit && limit.source !== 'user' && limit.tokens !== window ? window : undefined;
  };
  const remember = (provider: Provider, tokens: number): void => {
    const modelId = props.message.model?.modelId ?? '';
    const learned = { tokens, at: clock.now() };
    providers
      .note({ id: provider.id, ...connectionOf(provider) }, ({ learnedWindows }) => ({
        learnedWindows: withWindow(learnedWindows, modelId, learned),
      }))
      .catch((error: unknown) =>
        notices.warn(`The window was not stored. ${reasonOf(error)}`, 'storage'),
      );
  };
  return (
    <Show when={props.provider}>
      {(provider) => (
        <Show when={shown()}>
          {(tokens) => (
            <Button size="small" onClick={() => remember(provider(), tokens())}>
              Count with a window of {formatNumber(tokens())}
            </Button>
          )}
        </Show>
      )}
    </Show>
  );
}

function Command(props: { text: string }): JSX.Element {
  const { clipboard } = ServicesContext.use();
  const notices = NoticesContext.use();
  return <CopyLine text={props.text} copy={(text) => copyText({ clipboard, notices }, text)} />;
}
