import { createMemo, createSignal, For, type JSX, Show, untrack } from 'solid-js';
import type { ChatTools } from '../../../core/chat/types';
import { countChoices, plainTools } from '../../../core/tools/chat-choices';
import type { Limit } from '../../../core/models/types';
import type { Tool } from '../../../core/tools/types';
import { ModelsContext } from '../../../state/models';
import { ProvidersContext } from '../../../state/providers';
import { ToolsContext } from '../../../state/tools';
import { Notice } from '../../../ui/Notice';
import { SearchField } from '../../../ui/SearchField';
import { ChatDialog } from '../ChatDialog';
import type { Chat } from '../create-chat';
import { createToolChoices } from './create-tool-choices';
import css from './dialog.module.css';
import { modelWarning } from './model-words';
import { RoundsField } from './RoundsField';
import { ToolGroup } from './ToolGroup';

export interface ToolsDialogProps {
  chat: Chat;
  onClose: () => void;
}

/** More than these are looked through by words. */
const MOST_WITHOUT_FILTER = 8;

/** What the model may ask for in a chat, and what its calls meet; every change takes effect at once. */
export default function ToolsDialog(props: ToolsDialogProps): JSX.Element {
  const tools = ToolsContext.use();
  const choices = createToolChoices(untrack(() => props.chat));
  const [filter, setFilter] = createSignal('');
  /** What all was before it was reset. */
  const [before, setBefore] = createSignal<ChatTools>();

  const fits = (tool: Tool): boolean => {
    const text = `${tool.title} ${tool.name} ${tool.description} ${tool.origin}`.toLowerCase();
    return filter()
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  };
  const found = createMemo(() => tools.list().filter(fits));
  const models = ModelsContext.use();
  const window = (): Limit | undefined => {
    const chosen = props.chat.model();
    return chosen && models.get(chosen)?.contextWindow;
  };
  const origins = createMemo(() => [...new Set(found().map(({ origin }) => origin))]);

  const reset = (): void => {
    // A copy: a store is about to change its own.
    setBefore(plainTools(choices.tools()));
    choices.change(undefined);
  };
  const undo = (): void => {
    choices.change(before());
    setBefore();
  };
  return (
    <ChatDialog
      title="Tools in this chat"
      lead={
        <>
          What the model may ask for in this chat, from the next answer on. What you do not change
          is as in every chat; the <a href="#/settings">settings</a> say how that is.
        </>
      }
      canReset={countChoices(choices.tools()) > 0}
      onReset={reset}
      replaced={
        before() && countChoices(choices.tools()) === 0
          ? 'All is as in every chat again.'
          : undefined
      }
      onUndo={undo}
      onClose={() => props.onClose()}
    >
      <ModelNotice chat={props.chat} />
      <Show when={tools.list().length > MOST_WITHOUT_FILTER}>
        <SearchField label="Filter tools" value={filter()} onInput={setFilter} />
      </Show>
      <For
        each={origins()}
        fallback={
          <p class={css['lead']} role="status">
            {filter() ? 'No tool has these words.' : 'There are no tools yet.'}
          </p>
        }
      >
        {(origin) => (
          <ToolGroup
            origin={origin}
            tools={found().filter((tool) => tool.origin === origin)}
            choices={choices}
            window={window()}
          />
        )}
      </For>
      <RoundsField choices={choices} />
    </ChatDialog>
  );
}

/** What to know of the chat's model, where it may not take tools. */
function ModelNotice(props: { chat: Chat }): JSX.Element {
  const models = ModelsContext.use();
  const providers = ProvidersContext.use();
  const warning = createMemo(() => {
    const chosen = props.chat.model();
    const model = chosen && models.get(chosen);
    return model && modelWarning(model, providers.get(chosen.providerId)?.learned);
  });
  return (
    <Show when={warning()}>
      {(known) => (
        <Notice tone={known().isOff ? 'amber' : 'plain'} role="note">
          {known().line}{' '}
          <Show when={props.chat.model()}>
            {(model) => <a href={`#/providers/${model().providerId}`}>Its provider’s page</a>}
          </Show>
        </Notice>
      )}
    </Show>
  );
}
