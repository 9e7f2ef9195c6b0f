import type { Message } from './types';

/**
 * How long an answer thought before its text, in milliseconds, the parts before it was continued included; undefined
 * when nothing has arrived. `now` is the end while it still thinks.
 */
export function thinkingMs(
  { timing, earlierThinkingMs }: Pick<Message, 'timing' | 'earlierThinkingMs'>,
  now?: number,
): number | undefined {
  const { firstTokenAt, firstTextAt, finishedAt } = timing ?? {};
  const end = firstTextAt ?? finishedAt ?? now;
  if (firstTokenAt === undefined || end === undefined) return earlierThinkingMs;
  return (earlierThinkingMs ?? 0) + Math.max(0, end - firstTokenAt);
}

/** Whether what arrives is reasoning; an answer that goes on thinks no more before it has said so. */
export function isThinking({
  status,
  timing,
  continuedFrom,
}: Pick<Message, 'status' | 'timing' | 'continuedFrom'>): boolean {
  if (status !== 'streaming' || timing?.firstTextAt !== undefined) return false;
  return continuedFrom === undefined || timing?.firstTokenAt !== undefined;
}
