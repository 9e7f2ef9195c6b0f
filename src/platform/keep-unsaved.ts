import type { ConversationRepository } from '../core/chat/repository';
import type { Message } from '../core/chat/types';
import { StorageError } from './storage-error';

/** Where messages lie, by id, that an outdated tab could not write. */
export const UNSAVED = 'patchbay-unsaved';

type Session = Pick<Storage, 'getItem' | 'setItem'> | undefined;

/**
 * The same repository; a message that cannot be written because the database belongs to a newer Patchbay by now is kept in
 * this tab's session. The caller still gets the error.
 */
export function keepingUnsaved(
  repository: ConversationRepository,
  session: Session,
): ConversationRepository {
  return {
    ...repository,
    async saveMessage(message, durability) {
      try {
        await repository.saveMessage(message, durability);
      } catch (error) {
        if (error instanceof StorageError && error.code === 'outdated') keep(message, session);
        throw error;
      }
    },
  };
}

function keep(message: Message, session: Session): void {
  try {
    const kept = JSON.parse(session?.getItem(UNSAVED) ?? '{}') as object;
    session?.setItem(UNSAVED, JSON.stringify({ ...kept, [message.id]: message }));
  } catch {
    // It is full, or not to be had: the text is on screen.
  }
}
