import { settleMessage } from '../core/chat/settle-message';
import type { ConversationRepository } from '../core/chat/repository';
import { restoreMessage } from '../core/chat/restore';
import type { Message } from '../core/chat/types';

/**
 * Writes the messages that a tab kept when it could not write them over what is stored of them, where that is older;
 * answers with the chats that changed. Rejects when the storage fails.
 */
export async function putBackUnsaved(
  kept: string,
  repository: ConversationRepository,
): Promise<string[]> {
  const changed = new Set<string>();
  for (const message of restoreKept(kept)) {
    const { messages } = await repository.changeChats([message.conversationId], {
      messages: { ids: [message.id], change: (stored) => newer(stored, message) },
    });
    if (messages.length > 0) changed.add(message.conversationId);
  }
  return [...changed];
}

function restoreKept(kept: string): Message[] {
  try {
    const records: unknown = JSON.parse(kept);
    if (typeof records !== 'object' || records === null) return [];
    return Object.values(records).flatMap((record) => restoreMessage(record) ?? []);
  } catch {
    return [];
  }
}

/** Undefined where what is stored is no older: the answer was finished, or gone on with, since. */
function newer(stored: Message, kept: Message): Message | undefined {
  const isCutOff =
    stored.status === 'streaming' ||
    (stored.status === 'interrupted' && stored.interruption === 'closed');
  if (!isCutOff || kept.text.length < stored.text.length) return undefined;
  // Its tab has gone: it is this one.
  if (kept.status === 'streaming') settleMessage(kept, { kind: 'closed' }, Date.now());
  return { ...kept, parentId: stored.parentId };
}
