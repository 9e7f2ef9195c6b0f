import { restoreSettings } from '../../core/chat/restore';
import type { Setup } from '../../core/library/setup';
import type { Chat } from './create-chat';

/** What takes a change of all settings back, as plain values; the model is among it if the change has one. */
export function setupBefore(chat: Chat, change: Setup): Setup {
  const { settings, stream, presetId } = chat.setup();
  const model = change.model && chat.model();
  const before = { settings: restoreSettings(settings), stream, presetId };
  return model ? { ...before, model: { ...model } } : before;
}
