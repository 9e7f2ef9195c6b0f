import { isSignOfLife, phaseAfter } from '../core/chat/phase';
import type { Clock } from '../core/ports';
import type { AnswerEvent, CompletionEvent } from '../protocol/openai/events';
import { createConnectionLine } from './connection-line';
import type { RunningChats } from './running-chats';

export interface FollowedAnswer {
  conversationId: string;
  baseUrl: string;
  events: AsyncGenerator<CompletionEvent>;
  /** Resolves when the answer is in the store. */
  shown: Promise<void>;
  /** Takes what the answer says; nothing more is read while it asks to wait, and the connection holds the server back. */
  take: (event: AnswerEvent) => Promise<void> | undefined;
}

/** Hands on what answers say, and tells in what phase their requests are, from when they leave until they have ended. */
export function createFollower(
  chats: Pick<RunningChats, 'phase' | 'setPhase'>,
  clock: Clock,
): (answer: FollowedAnswer) => Promise<void> {
  const line = createConnectionLine();
  return async ({ conversationId: id, baseUrl, events, shown, take }) => {
    const origin = URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl;
    const isHeld = line.join(origin, id);
    chats.setPhase(id, { kind: isHeld ? 'queued' : 'connecting', since: clock.now() });
    try {
      let isShown = false;
      for await (const event of events) {
        if (!isShown) await shown;
        isShown = true;
        if (isSignOfLife(event)) {
          chats.setPhase(id, phaseAfter(chats.phase(id), event, clock.now()));
        } else {
          const room = take(event);
          if (room) await room;
        }
      }
    } finally {
      const next = line.leave(origin, id);
      if (next !== undefined && chats.phase(next)?.kind === 'queued') {
        chats.setPhase(next, { kind: 'connecting', since: clock.now() });
      }
    }
  };
}
