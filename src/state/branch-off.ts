import { unwrap } from 'solid-js/store';
import { settleMessage } from '../core/chat/settle-message';
import type { Attachment, Conversation, Message } from '../core/chat/types';
import type { Clock, NewId } from '../core/ports';
import type { ConversationsState } from './conversations';

export interface BranchOffTools {
  conversations: ConversationsState;
  /** Copies for the new chat. */
  copyAttachments: (attachments: readonly Attachment[]) => Promise<Attachment[]>;
  clock: Clock;
  newId: NewId;
}

/**
 * Makes a new chat of what is on screen of a chat up to a message, with the chat's model and settings; answers with its
 * id. The old chat stays as it is. Rejects when the message is not on screen, or the new chat could not be stored.
 */
export async function branchOff(
  { conversations, copyAttachments, clock, newId }: BranchOffTools,
  id: string,
  messageId: string,
): Promise<string> {
  if (!conversations.isOpen(id)) await conversations.open(id);
  const head = unwrap(conversations.get(id));
  const path = conversations.path(id);
  const at = path.findIndex((message) => message.id === messageId);
  if (!head || at < 0) throw new Error('The message is not on screen any more.');
  const now = clock.now();
  const branch = newId();
  const messages = copied(path.slice(0, at + 1), branch, newId, now);
  for (const message of messages) {
    if (message.attachments) message.attachments = await copyAttachments(message.attachments);
  }
  await conversations.add(branchHead(head, branch, now), messages);
  return branch;
}

/** What belongs to the old chat alone stays behind: its place in the list, its leaf, and what waits to be asked. */
function branchHead(head: Conversation, id: string, now: number): Conversation {
  const { title, model, settings, tools, presetId, stream, images, folder } = structuredClone(head);
  return {
    id,
    title,
    createdAt: now,
    updatedAt: now,
    ...(head.titleBy && { titleBy: head.titleBy }),
    ...(model && { model }),
    ...(settings && { settings }),
    ...(tools && { tools }),
    ...(presetId !== undefined && { presetId }),
    ...(stream !== undefined && { stream }),
    ...(images && { images }),
    ...(folder !== undefined && { folder }),
  };
}

/** Copies one below the other; an answer that is still written is as good as stopped. */
function copied(
  path: readonly Message[],
  conversationId: string,
  newId: NewId,
  now: number,
): Message[] {
  let parentId: string | null = null;
  return path.map((message) => {
    const copy = { ...structuredClone(message), id: newId(), conversationId, parentId };
    if (copy.status === 'streaming') settleMessage(copy, { kind: 'stopped' }, now);
    parentId = copy.id;
    return copy;
  });
}
