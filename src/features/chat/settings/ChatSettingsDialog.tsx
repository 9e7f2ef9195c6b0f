import { createSignal, type JSX, untrack } from 'solid-js';
import { countSet, type Setup } from '../../../core/library/setup';
import { ModelsContext } from '../../../state/models';
import { ServicesContext } from '../../../state/services';
import { ChatDialog } from '../ChatDialog';
import type { Chat } from '../create-chat';
import { setupBefore } from '../setup-before';
import { createSettingFields } from './create-setting-fields';
import { ParameterFields } from './ParameterFields';
import { PresetPart } from './PresetPart';
import { SettingField } from './SettingField';
import css from './settings.module.css';

export interface ChatSettingsDialogProps {
  chat: Chat;
  onClose: () => void;
}

/** What this chat asks for beside its messages; every change takes effect at once. */
export default function ChatSettingsDialog(props: ChatSettingsDialogProps): JSX.Element {
  const models = ModelsContext.use();
  const fields = createSettingFields(
    untrack(() => props.chat),
    ServicesContext.use().clock,
  );
  /** What all was before a change of all, and what to say of it. */
  const [replaced, setReplaced] = createSignal<{ words: string; before: Setup }>();

  const setup = (): Setup => props.chat.setup();
  const model = () => {
    const chosen = props.chat.model();
    return chosen && models.get(chosen);
  };
  const replace = (change: Setup, words: string): void => {
    setReplaced({ words, before: setupBefore(props.chat, change) });
    fields.replace(change);
  };
  const undo = (): void => {
    const last = replaced();
    setReplaced();
    if (last) fields.replace(last.before);
  };

  return (
    <ChatDialog
      title="Chat settings"
      lead="For this chat only, from the next answer on. What is empty is not sent: the server’s own value holds."
      canReset={countSet(setup()) > 0}
      onReset={() =>
        replace(
          { settings: undefined, stream: undefined, presetId: undefined },
          'All is the server’s own again.',
        )
      }
      replaced={replaced()?.words}
      onUndo={undo}
      onClose={() => props.onClose()}
    >
      <PresetPart chat={props.chat} onReplace={replace} />
      <div class={css['fields']}>
        <SettingField name="systemPrompt" fields={fields} multiline rows={4} />
        <ParameterFields chat={props.chat} fields={fields} model={model()} />
      </div>
    </ChatDialog>
  );
}
