import type { CompletionEvent, SignOfLife } from '../../protocol/openai/events';

/**
 * What an answer waits for before its first token; `since`, `until` and `signAt` in epoch ms. It is
 * known to the tab that asked, while it asks: no part of the record.
 */
export type Phase =
  /** For the provider's `rate_limit`. */
  | { kind: 'rate-limited'; until: number }
  /** For the browser: as many answers as it opens connections to this server are under way. */
  | { kind: 'queued'; since: number }
  /**
   * For the headers of the answer. Some servers send none before the first token, and Firefox tells of
   * them only with the first byte of the body.
   */
  | { kind: 'connecting'; since: number }
  /** For the first token; `signAt` is when the server last said that it is still there. */
  | { kind: 'opened'; since: number; signAt?: number }
  /** For the model, in the server's own words. */
  | { kind: 'loading'; since: number }
  | { kind: 'reading'; since: number; percent: number };

/** Whether an event only tells that the server is at work. */
export function isSignOfLife(event: CompletionEvent): event is SignOfLife {
  return event.type === 'opened' || event.type === 'keep-alive' || event.type === 'prompt-progress';
}

/** The phase that a sign of life leads to; a phase that goes on keeps its clock. */
export function phaseAfter(phase: Phase | undefined, sign: SignOfLife, now: number): Phase {
  switch (sign.type) {
    case 'opened':
      return { kind: 'opened', since: now };
    case 'prompt-progress':
      return { kind: 'reading', since: sinceIn(phase, 'reading', now), percent: percentOf(sign) };
    case 'keep-alive':
      if (/\bload/i.test(sign.comment)) {
        return { kind: 'loading', since: sinceIn(phase, 'loading', now) };
      }
      return phase && phase.kind !== 'opened'
        ? phase
        : { kind: 'opened', since: sinceIn(phase, 'opened', now), signAt: now };
  }
}

function sinceIn(phase: Phase | undefined, kind: Phase['kind'], now: number): number {
  return phase?.kind === kind && 'since' in phase ? phase.since : now;
}

/** Rounded down: 100 % is only what has been read whole. */
function percentOf({ processed, total }: { processed: number; total: number }): number {
  return total > 0 ? Math.min(100, Math.floor((processed / total) * 100)) : 0;
}
