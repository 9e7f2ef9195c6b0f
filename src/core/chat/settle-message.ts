import type { Interruption, Message, MessageError } from './types';

/** How a stream ended: by itself, by Stop, with the page, or by an error. */
export type StreamEnd =
  { kind: Exclude<Interruption, 'cut-off'> } | { kind: 'failed' | 'cut-off'; error: MessageError };

/** Gives a streamed message its final status: `done` whenever a finish reason came, else `failed` or `interrupted`. */
export function settleMessage(message: Message, end: StreamEnd, now: number): void {
  if (message.timing) message.timing.finishedAt = now;
  if (message.finishReason) {
    message.status = 'done';
    return;
  }
  if ('error' in end) message.error = end.error;
  if (end.kind === 'failed') {
    message.status = 'failed';
  } else {
    message.status = 'interrupted';
    message.interruption = end.kind;
  }
}
