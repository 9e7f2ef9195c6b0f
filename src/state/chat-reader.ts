import { settleMessage } from '../core/chat/settle-message';
import type { ConversationRepository } from '../core/chat/repository';
import type { Message } from '../core/chat/types';
import type { Clock, Locks } from '../core/ports';

/** The lock that the tab holds which streams this message; a `streaming` record without it was cut off. */
export const streamLock = (messageId: string): string => `patchbay-stream-${messageId}`;

export interface ChatReaderTools {
  repository: ConversationRepository;
  locks: Locks;
  clock: Clock;
  /** Whether this tab writes the message: its store is ahead of the disk then. */
  isAhead(messageId: string): boolean;
  /** Called once the tab that streams a message has finished, or is gone. */
  onFree(conversationId: string): void;
}

export interface ChatReader {
  /** The stored messages of a chat; answers that a crash left behind are settled, on disk too if it takes them. */
  readAll(conversationId: string): Promise<Message[]>;
  /** One stored message; undefined when it is gone, or was left behind by a crash. */
  readOne(messageId: string): Promise<Message | undefined>;
}

/** Reads chats that other tabs may be writing to. */
export function createChatReader(tools: ChatReaderTools): ChatReader {
  const { repository, locks, clock } = tools;
  const watched = new Set<string>();

  /** A tab that is killed says no word; its lock does. */
  function watch({ id, conversationId }: Message): void {
    if (watched.has(id)) return;
    watched.add(id);
    void locks.whenFree(streamLock(id)).then(() => {
      watched.delete(id);
      tools.onFree(conversationId);
    });
  }

  /** Whether a record says `streaming` though no tab streams it. */
  async function isOrphan(message: Message): Promise<boolean> {
    if (message.status !== 'streaming' || tools.isAhead(message.id)) return false;
    if (!(await locks.isHeld(streamLock(message.id)))) return true;
    watch(message);
    return false;
  }

  async function settleOrphan(message: Message): Promise<void> {
    const settled = (left: Message): Message => {
      settleMessage(left, { kind: 'closed' }, left.timing?.firstTokenAt ?? clock.now());
      return left;
    };
    settled(message);
    const { id, conversationId } = message;
    const change = (stored: Message) =>
      stored.status === 'streaming' ? settled(stored) : undefined;
    // A full disk is no reason to show nothing; the next reading tries again.
    await repository
      .changeChats([conversationId], { messages: { ids: [id], change } })
      .catch(() => {});
  }

  return {
    async readAll(conversationId) {
      const messages = await repository.listMessages(conversationId);
      const unfinished = messages.filter(({ status }) => status === 'streaming');
      const found = await Promise.all(unfinished.map(isOrphan));
      const orphans = new Set(unfinished.filter((_, at) => found[at]).map(({ id }) => id));
      if (orphans.size === 0) return messages;
      // Whoever streams writes the end before letting the lock go: only what says `streaming` now was left behind.
      const again = await repository.listMessages(conversationId);
      const left = again.filter(({ id, status }) => status === 'streaming' && orphans.has(id));
      await Promise.all(left.map(settleOrphan));
      return again;
    },
    async readOne(messageId) {
      const message = await repository.getMessage(messageId);
      return message && !(await isOrphan(message)) ? message : undefined;
    },
  };
}
