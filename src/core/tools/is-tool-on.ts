import type { ChatTools } from '../chat/types';
import type { Settings } from '../settings/types';
import type { Tool } from './types';

/** Whether a chat uses a tool: by its own word, else by the tool's and the settings'. */
export function isToolOn(
  { id, onByDefault }: Pick<Tool, 'id' | 'onByDefault'>,
  chat: ChatTools = {},
  { tools }: Pick<Settings, 'tools'>,
): boolean {
  if (chat.off?.includes(id)) return false;
  return chat.on?.includes(id) === true || (tools && onByDefault);
}
