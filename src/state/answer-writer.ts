import { applyEvent, settleMessage, type StreamEnd } from '../core/chat/apply-event';
import type { Message } from '../core/chat/types';
import type { Clock, FrameScheduler } from '../core/ports';
import { appendEvent } from '../protocol/openai/append-event';
import type { AnswerEvent } from '../protocol/openai/events';
import type { ConversationWriter } from './conversations';

/** A checkpoint with the first words, then about once a second, and never more than a tenth of the time. */
const CHECKPOINT_MS = 1_000;
const CHECKPOINT_SHARE = 10;

/** Characters that may wait for the next flush: seconds of the fastest server, and nothing to a page's memory. */
const MOST_QUEUED = 1_000_000;

export interface AnswerWriterTools {
  conversations: ConversationWriter;
  clock: Clock;
  scheduler: FrameScheduler;
  /** Called once when the answer could not be written to disk; it stays on screen. */
  onStorageError: (error: unknown) => void;
}

export interface AnswerWriter {
  /**
   * Queues an event. Where too much waits already, it answers with a promise of the next flush: whoever reads on
   * before it fills the memory of a hidden tab, whose timers run once a minute.
   */
  push(event: AnswerEvent): Promise<void> | undefined;
  /** Writes what has arrived without waiting for the next checkpoint. */
  saveNow(): void;
  /** Applies what is still queued and gives the message its final status, in the store. */
  settle(end: StreamEnd): void;
  /** Writes the settled message to disk; never rejects. */
  save(): Promise<void>;
}

/** Queues events, applies them at the scheduler's pace, and checkpoints the record while it grows. */
export function createAnswerWriter(
  { conversationId, id }: Message,
  tools: AnswerWriterTools,
): AnswerWriter {
  const { conversations, scheduler, clock } = tools;
  let queue: AnswerEvent[] = [];
  let queued = 0;
  let flushed: { promise: Promise<void>; resolve: () => void } | undefined;
  let nextCheckpoint = clock.now();
  let saving: Promise<void> | undefined;
  let cancelTimer: (() => void) | undefined;
  let isAhead = false;
  let hasFailed = false;

  function flush(): void {
    const events = queue;
    if (events.length === 0) return;
    queue = [];
    queued = 0;
    flushed?.resolve();
    flushed = undefined;
    const now = clock.now();
    conversations.mutate(conversationId, id, (message) => {
      for (const event of events) applyEvent(message, event, now);
    });
    isAhead = true;
    planCheckpoint(now);
  }

  /** By a timer and not with the next event: a stream may stall, and what it brought must be safe by then. */
  function planCheckpoint(now: number): void {
    cancelTimer ??= clock.after(Math.max(0, nextCheckpoint - now), checkpoint);
  }

  function checkpoint(): void {
    saving = saveAndPlan(clock.now());
  }

  async function saveAndPlan(startedAt: number): Promise<void> {
    isAhead = false;
    await persist('relaxed');
    const took = clock.now() - startedAt;
    nextCheckpoint = clock.now() + Math.max(CHECKPOINT_MS, took * CHECKPOINT_SHARE);
    cancelTimer = undefined;
    if (isAhead) planCheckpoint(clock.now());
  }

  async function persist(durability: 'strict' | 'relaxed'): Promise<void> {
    try {
      await conversations.persist(conversationId, id, durability);
    } catch (error) {
      // A full disk stays full: once is enough.
      if (!hasFailed) tools.onStorageError(error);
      hasFailed = true;
    }
  }

  return {
    push(event) {
      appendEvent(queue, event);
      queued += sizeOf(event);
      scheduler.request(flush);
      if (queued < MOST_QUEUED) return undefined;
      return (flushed ??= signal()).promise;
    },
    saveNow() {
      flush();
      if (!isAhead) return;
      cancelTimer?.();
      checkpoint();
    },
    settle(end) {
      flush();
      cancelTimer?.();
      isAhead = false;
      const now = clock.now();
      conversations.mutate(conversationId, id, (message) => settleMessage(message, end, now));
    },
    async save() {
      await saving;
      await persist('strict');
    },
  };
}

/** Characters; an event that is not joined to others costs something by itself. */
function sizeOf(event: AnswerEvent): number {
  if ('text' in event) return event.text.length;
  const {
    id = '',
    name = '',
    arguments: json = '',
  } = event.type === 'tool-call-delta' ? event : {};
  return 1 + id.length + name.length + json.length;
}

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
