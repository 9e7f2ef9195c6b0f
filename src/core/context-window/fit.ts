import type { Attachment } from '../chat/types';
import { countChat, countDraft, type Count, type CountedChat } from './count';

/** What the next request may take, in tokens. */
export interface Room {
  window: number;
  /** What the chat asks for as its longest answer (`max_tokens`); absent: it leaves that to the server. */
  maxTokens?: number | undefined;
  /** What the model may write at most. Never the window, and never more than what the window leaves. */
  maxOutput?: number | undefined;
}

export interface Fit {
  /** What the request would take, the composer included. */
  used: number;
  /** By how much it would overflow; 0 where it fits. */
  overflow: number;
  /** What the prompt may take, so that the answer has its room. */
  promptRoom: number;
  /** What is left for the answer. */
  left: number;
  count: Count;
}

/** An answer needs some room, whatever was asked for. */
const leastAnswer = 256;

/**
 * Whether the next request fits: what is in the chat and in the composer, with room for an answer behind it. Servers take
 * prompt and answer out of one window; a `max_tokens` that the chat asks for is refused where it does not fit (vLLM).
 */
export function fit(
  chat: CountedChat,
  draft: { text: string; attachments?: readonly Attachment[] },
  room: Room,
): Fit {
  const count = countChat(chat);
  const waiting = countDraft(draft.text, draft.attachments ?? [], chat.calibration);
  return { ...fitTokens(count.tokens + waiting, room), count };
}

/** The same for a number that was counted already. */
export function fitTokens(
  used: number,
  { window, maxTokens, maxOutput }: Room,
): Omit<Fit, 'count'> {
  const reserve = maxTokens ?? Math.min(leastAnswer, Math.floor(window / 8));
  const promptRoom = Math.max(0, window - reserve);
  const left = Math.max(0, Math.min(window - used, maxTokens ?? Infinity, maxOutput ?? Infinity));
  return { used, overflow: Math.max(0, used - promptRoom), promptRoom, left };
}
