import type { CompletionEvent, SignOfLife } from '../../protocol/openai/events';

/** Older messages of a chat that are being summarised, or could not be; known to the tab that does it. */
export interface CompactionRun {
  /** The last message that the summary is to stand for. */
  messageId: string;
  /** How many messages it is to stand for. */
  count: number;
  /** What the model is called that writes it. */
  modelName: string;
  since: number;
  /** The request that is under way, and how many there are. */
  step: number;
  steps: number;
  /** What has arrived of it. */
  text: string;
  /** Why it failed; everything is as it was. */
  failure?: string;
}

/**
 * What an answer waits for before its first token; `since`, `until` and `signAt` in epoch ms. It is
 * known to the tab that asked, while it asks: no part of the record.
 */
export type Phase =
  | ToolPhase
  /** For a summary of older messages: the request would not fit without. */
  | { kind: 'compacting'; since: number; count: number; modelName: string }
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

/** What a chat waits for between two answers. */
export type ToolPhase =
  /** For a person, who is asked about so many calls. */
  | { kind: 'asks'; since: number; count: number }
  /** For tools, by what people call them. */
  | { kind: 'runs'; since: number; names: readonly string[] };

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
