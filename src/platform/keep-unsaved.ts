import type { ConversationRepository } from '../core/chat/repository';
import type { Message } from '../core/chat/types';
import { StorageError } from './storage-error';

/** Where messages lie, by id, that a tab could not write any more. */
export const UNSAVED = 'patchbay-unsaved';

type Session = Pick<Storage, 'getItem' | 'setItem'> | undefined;

export interface KeepingUnsaved extends ConversationRepository {
  /** Keeps the messages whose writing is still under way; for a page that is being left, which would take it along. */
  keepUnwritten(): void;
}

/**
 * The same repository. Kept in this tab's session is a message that cannot be written because the database belongs to a newer
 * Patchbay by now, and, when asked, what is still being written. The caller still gets the error.
 */
export function keepingUnsaved(
  repository: ConversationRepository,
  session: Session,
): KeepingUnsaved {
  const writing = new Set<{ message: Message }>();
  return {
    ...repository,
    async saveMessage(message, durability) {
      const self = { message };
      writing.add(self);
      try {
        await repository.saveMessage(message, durability);
      } catch (error) {
        if (error instanceof StorageError && error.code === 'outdated') keep([message], session);
        throw error;
      } finally {
        writing.delete(self);
      }
    },
    keepUnwritten() {
      const messages = [...writing].map(({ message }) => message);
      if (messages.length > 0) keep(messages, session);
    },
  };
}

function keep(messages: readonly Message[], session: Session): void {
  try {
    const kept = JSON.parse(session?.getItem(UNSAVED) ?? '{}') as object;
    const more = Object.fromEntries(messages.map((message) => [message.id, message]));
    session?.setItem(UNSAVED, JSON.stringify({ ...kept, ...more }));
  } catch {
    // It is full, or not to be had: the text is on screen.
  }
}
