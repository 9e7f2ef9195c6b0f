import type { ChatTools } from '../chat/types';
import type { Settings } from '../settings/types';
import type { Tool, ToolDecision } from './types';

/** What the settings say of tools. */
export type ToolSettings = Pick<Settings, 'toolsAlways' | 'toolsNever'>;

/** What is to be done with a call: what was decided in the chat wins over what was for all chats, that over the tool. */
export function approvalOf(
  { id, asks }: Pick<Tool, 'id' | 'asks'>,
  chat: ChatTools = {},
  { toolsAlways, toolsNever }: ToolSettings,
): 'run' | 'ask' | 'refuse' {
  const mayRun = asks !== 'each-time';
  if (chat.never?.includes(id)) return 'refuse';
  if (mayRun && chat.always?.includes(id)) return 'run';
  if (toolsNever.includes(id)) return 'refuse';
  if (mayRun && toolsAlways.includes(id)) return 'run';
  return asks === 'never' ? 'run' : 'ask';
}

/** A decision as this tool takes it: one that is asked each time can only be allowed once. */
export function decisionFor({ asks }: Pick<Tool, 'asks'>, decision: ToolDecision): ToolDecision {
  const isAlways = decision === 'always' || decision === 'always-here';
  return isAlways && asks === 'each-time' ? 'once' : decision;
}

export function allows(decision: ToolDecision): boolean {
  return decision === 'once' || decision === 'always' || decision === 'always-here';
}

/** The chat's tools with a decision for this chat. */
export function decidedHere(
  chat: ChatTools = {},
  id: string,
  decision: 'always-here' | 'never-here',
): ChatTools {
  const [to, from] =
    decision === 'always-here' ? (['always', 'never'] as const) : (['never', 'always'] as const);
  return { ...chat, [to]: withId(chat[to], id), [from]: withoutId(chat[from], id) };
}

/** The settings with a decision for all chats. */
export function decided(
  { toolsAlways, toolsNever }: ToolSettings,
  id: string,
  decision: 'always' | 'never',
): { toolsAlways: readonly string[]; toolsNever: readonly string[] } {
  return decision === 'always'
    ? { toolsAlways: withId(toolsAlways, id), toolsNever: withoutId(toolsNever, id) }
    : { toolsAlways: withoutId(toolsAlways, id), toolsNever: withId(toolsNever, id) };
}

function withId(ids: readonly string[] = [], id: string): string[] {
  return [...ids.filter((other) => other !== id), id];
}

function withoutId(ids: readonly string[] = [], id: string): string[] {
  return ids.filter((other) => other !== id);
}
