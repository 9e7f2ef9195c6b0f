import { createHoldPage } from '../platform/hold-page';
import type { ConversationsState } from '../state/conversations';
import type { ProvidersState } from '../state/providers';
import type { UnsavedDoor } from '../state/unsaved/door';
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

type Stored = Pick<UnsavedTools, 'conversations' | 'providers'>;

interface Shown {
  conversations: ConversationsState;
  providers: ProvidersState;
}

/** Keeps for writing what this tab shows and the disk has not, after the browser or another tab took the database away. */
export async function keepLost(stored: Stored, shown: Shown, unsaved: UnsavedDoor): Promise<void> {
  const lost = await findLost(stored, shown);
  if (lost.chats.length + lost.providers.length > 0) (await unsaved.open()).keepLost(lost);
}

async function findLost(stored: Stored, shown: Shown): Promise<Lost> {
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
