import type { Locks } from '../core/ports';

/** The lock of the tab that completes a chat. */
const chatLock = (conversationId: string): string => `patchbay-chat-${conversationId}`;

/** Which chats this tab completes: one tab at a time, several answers of a chain one after the other. */
export interface ChatHolds {
  /** Takes a chat; undefined while another tab has it. */
  take(id: string): Promise<(() => void) | undefined>;
  /** Holds a chat that this tab has, or that nobody else can know of. */
  keep(id: string): () => void;
  /** Resolves when no tab has the chat. */
  whenFree(id: string): Promise<void>;
}

export function createChatHolds(locks: Locks): ChatHolds {
  const holds = new Map<string, { count: number; release: () => void }>();

  function more(id: string, hold: { count: number; release: () => void }): () => void {
    let isHeld = true;
    hold.count += 1;
    holds.set(id, hold);
    return () => {
      if (!isHeld) return;
      isHeld = false;
      hold.count -= 1;
      if (hold.count > 0) return;
      holds.delete(id);
      hold.release();
    };
  }

  return {
    async take(id) {
      const own = holds.get(id);
      if (own) return more(id, own);
      const release = await locks.tryHold(chatLock(id));
      return release && more(id, { count: 0, release });
    },
    keep: (id) => more(id, holds.get(id) ?? { count: 0, release: locks.hold(chatLock(id)) }),
    whenFree: (id) => locks.whenFree(chatLock(id)),
  };
}
