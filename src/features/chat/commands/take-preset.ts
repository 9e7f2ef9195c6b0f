import { setupFrom } from '../../../core/library/setup';
import type { Preset } from '../../../core/library/types';
import { reasonOf } from '../../../lib/reason';
import { ConversationsContext } from '../../../state/conversations';
import { ModelsContext } from '../../../state/models';
import { NoticesContext } from '../../../state/notices';
import type { Chat } from '../create-chat';
import { setupBefore } from '../setup-before';

/** Lets a chat ask as a preset says, with an Undo in a notice; the id is that of the chat on the page. Needs the contexts. */
export function createTakePreset(): (chat: Chat, id: string | undefined, preset: Preset) => void {
  const conversations = ConversationsContext.use();
  const models = ModelsContext.use();
  const notices = NoticesContext.use();
  return (chat, id, preset) => {
    const change = setupFrom(preset, (model) => models.get(model) !== undefined);
    const before = setupBefore(chat, change);
    const stored = chat.view().kind === 'open' ? id : undefined;
    const undo = async (): Promise<void> => {
      // By then another chat may be on screen.
      if (stored !== undefined) await conversations.change(stored, before);
      else if (chat.setup().presetId === preset.id) await chat.change(before);
    };
    const run = (): void =>
      void undo().catch((error: unknown) =>
        notices.warn(`The settings did not come back. ${reasonOf(error)}`, 'storage'),
      );
    void chat.change(change);
    notices.show(`The chat asks as “${preset.name}” says.`, { label: 'Undo', run });
  };
}
