import { settleMessage } from '../core/chat/settle-message';
import type { AttachmentRepository } from '../core/attachments/types';
import type { ConversationRepository } from '../core/chat/repository';
import type { Conversation, Message } from '../core/chat/types';
import type { Clock, TabEvent, Tabs } from '../core/ports';
import type { ChatStore } from './chat-store';

export interface ChatRemovalTools {
  repository: ConversationRepository;
  attachments: Pick<AttachmentRepository, 'readWhole'>;
  tabs: Tabs<TabEvent>;
  clock: Clock;
  heads: ChatStore['heads'];
  headOf: (id: string) => Promise<Conversation | undefined>;
  /** A message that this tab writes and knows better than the disk. */
  ahead: (id: string, messageId: string) => Message | undefined;
  /** Takes chats off the screen. */
  forget: (...ids: readonly string[]) => void;
  /** Counts a change of the chat and tells the other tabs. */
  changed: (id: string) => void;
}

/**
 * Removes chats in portions, a transaction each; answers with what brings all of them back. What fails half-way has brought
 * back what was removed.
 */
export function createChatRemoval(tools: ChatRemovalTools) {
  const { repository, attachments, tabs, clock, heads, headOf, ahead, forget, changed } = tools;

  /** A copy for Undo; an answer that was still written is as good as stopped. */
  function snapshot(stored: Message): Message {
    const own = ahead(stored.conversationId, stored.id);
    const copy = structuredClone(own ?? stored);
    if (own?.status === 'streaming') settleMessage(copy, { kind: 'stopped' }, clock.now());
    return copy;
  }

  async function removeSome(ids: readonly string[]): Promise<() => Promise<void>> {
    const found = (await Promise.all(ids.map(headOf))).filter((head) => head !== undefined);
    const stored = await Promise.all(found.map(({ id }) => repository.listMessages(id)));
    const withFiles = found.filter((_, at) => hasAttached(stored[at] ?? []));
    const attached = await Promise.all(withFiles.map(({ id }) => attachments.readWhole(id)));
    await repository.removeConversations(found.map(({ id }) => id));
    const keptHeads = found.map((head) => ({ ...head }));
    const kept = stored.flat().map(snapshot);
    forget(...found.map(({ id }) => id));
    for (const { id } of found) tabs.publish({ type: 'conversation-removed', id });
    return async () => {
      await repository.saveConversations(keptHeads, kept, attached.flat());
      heads.put(...keptHeads);
      for (const { id } of keptHeads) changed(id);
    };
  }

  return async (portions: readonly (readonly string[])[]): Promise<() => Promise<void>> => {
    const undo: (() => Promise<void>)[] = [];
    const bringBack = async () => {
      for (const run of undo) await run();
    };
    try {
      for (const some of portions) undo.push(await removeSome(some));
    } catch (error) {
      // Nobody gets an Undo for what failed half-way.
      await bringBack();
      throw error;
    }
    return bringBack;
  };
}

/** Most chats have none: these need no look at another store. */
function hasAttached(messages: readonly Message[]): boolean {
  return messages.some((message) => message.attachments);
}
