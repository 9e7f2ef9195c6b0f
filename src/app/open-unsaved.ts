import { createHoldPage } from '../platform/hold-page';
import type { ConversationsState } from '../state/conversations';
import type { ProvidersState } from '../state/providers';
import {
  createUnsaved,
  type Lost,
  type Unsaved,
  type UnsavedTools,
} from '../state/unsaved/unsaved';

/** What keeps the writes that failed, in this browser. */
export function openUnsaved(tools: Omit<UnsavedTools, 'onHolding'>): Unsaved {
  return createUnsaved({ ...tools, onHolding: createHoldPage(window) });
}

/** What this tab shows and the disk has not, after the browser or another tab took the database away. */
export async function findLost(
  stored: Pick<UnsavedTools, 'conversations' | 'providers'>,
  shown: { conversations: ConversationsState; providers: ProvidersState },
): Promise<Lost> {
  const { conversations } = shown;
  const open = conversations.heads.filter(({ id }) => conversations.isOpen(id));
  const found = await Promise.all(open.map(({ id }) => stored.conversations.getConversation(id)));
  const ids = new Set((await stored.providers.load()).providers.map(({ id }) => id));
  return {
    chats: open
      .filter((_, at) => !found[at])
      .map((head) => ({ head, messages: conversations.path(head.id) })),
    providers: shown.providers.list.filter(({ id, demo }) => !demo && !ids.has(id)),
  };
}
