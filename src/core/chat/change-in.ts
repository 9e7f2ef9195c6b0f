import type { ChangedChats, ChatChange, ConversationRepository } from './repository';
import type { Conversation, Message } from './types';

export interface ChatMaps {
  heads: ReadonlyMap<string, Conversation>;
  messages: ReadonlyMap<string, Message>;
  saveConversations: ConversationRepository['saveConversations'];
}

/** `changeChats` over maps, for repositories in memory. */
export async function changeIn(
  { heads, messages, saveConversations }: ChatMaps,
  ids: readonly string[],
  { head = (stored) => stored, messages: some, add = [], attachments }: ChatChange,
): Promise<ChangedChats> {
  const stored = ids.flatMap((id) => structuredClone(heads.get(id)) ?? []);
  const changed = stored.flatMap((found) => head(found) ?? []);
  if (changed.length === 0) return { heads: [], messages: [] };
  const there = some?.ids.flatMap((id) => structuredClone(messages.get(id)) ?? []) ?? [];
  const moved = there.flatMap((message) => some?.change(message) ?? []);
  await saveConversations(changed, [...moved, ...add], attachments);
  return structuredClone({ heads: changed, messages: moved });
}
