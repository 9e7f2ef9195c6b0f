import type { ChatTools } from '../chat/types';
import type { Limit } from '../models/types';
import type { Settings } from '../settings/types';
import type { Tool } from './types';

/** Whether a chat uses a tool in a window: by its own word, else by the tool's and the settings', where there is room. */
export function isToolOn(
  { id, onByDefault }: Pick<Tool, 'id' | 'onByDefault'>,
  chat: ChatTools = {},
  { tools }: Pick<Settings, 'tools'>,
  window?: Limit,
): boolean {
  if (chat.off?.includes(id)) return false;
  return chat.on?.includes(id) === true || (tools && onByDefault && !(window && isCramped(window)));
}

/** What is told of the tools that come with Patchbay takes some 500 tokens; with all that a chat needs beside, an eighth. */
export const LEAST_WINDOW = 4_096;

/** Whether a window is known to be so small that only tools which a chat itself has switched on are told of in it. */
export function isCramped({ tokens, source }: Limit): boolean {
  return source !== 'default' && tokens < LEAST_WINDOW;
}
