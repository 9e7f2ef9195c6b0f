import { applyEvent } from '../core/chat/apply-event';
import { settleMessage, type StreamEnd } from '../core/chat/settle-message';
import type { Message } from '../core/chat/types';
import type { Clock, FrameScheduler } from '../core/ports';
import type { AnswerEvent } from '../protocol/openai/events';
import { latch, type Latch } from '../lib/latch';
import type { ConversationWriter } from './conversations';
import { EventQueue } from './event-queue';

/**
 * A checkpoint with the first words, then about once a second, and not more than a tenth of the time; but one a minute,
 * also where the computer's clock was set back or forward meanwhile.
 */
const CHECKPOINT_MS = 1_000;
const CHECKPOINT_SHARE = 10;
const CHECKPOINT_MOST_MS = 60_000;

/** Characters that may wait for the next flush: seconds of the fastest server, and nothing to a page's memory. */
const MOST_QUEUED = 1_000_000;

/** The same while somebody looks: some flushes of text. What comes faster is read between them, not all before the first. */
const MOST_AHEAD = 200_000;

/** After so many a frame may come in between: what is there already is read in one go, without ever leaving the page a moment. */
const BREATH = 2_500;

/**
 * Characters that one flush applies while more of them wait: as many as let it take about so long, so that a page that lags
 * behind its server neither freezes nor lags for long. Of so many only the end is drawn.
 */
const FIRST_SLICE = 4_000;
const LEAST_SLICE = 1_000;
const FLUSH_MS = 12;

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
   * before it fills the memory of a hidden tab, whose timers run once a minute. Where much came in one go and somebody
   * looks, with a promise of the next moment.
   */
  push(event: AnswerEvent): Promise<void> | undefined;
  /** Writes what has arrived without waiting for the next checkpoint; resolves when that has been tried. */
  saveNow(): Promise<void>;
  /** Gives the message its final status in the store, once all that is queued is applied: in slices if it is much. */
  settle(end: StreamEnd): Promise<void>;
  /** Writes the settled message to disk; never rejects. */
  save(): Promise<void>;
}

/** Queues events, applies them at the scheduler's pace, and checkpoints the record while it grows. */
export function createAnswerWriter(
  { conversationId, id }: Message,
  tools: AnswerWriterTools,
): AnswerWriter {
  const { conversations, scheduler, clock } = tools;
  const queue = new EventQueue();
  let slice = FIRST_SLICE;
  let wasShown = true;
  let flushed: Latch | undefined;
  let nextCheckpoint = clock.now();
  let saving: Promise<void> | undefined;
  let cancelTimer: (() => void) | undefined;
  /** Characters since the last frame or breath. */
  let sinceBreath = 0;
  let isAhead = false;
  let hasFailed = false;

  /** Of a page that nobody sees all is applied at once: it draws nothing. */
  function onFrame(isShown: boolean): void {
    wasShown = isShown;
    sinceBreath = 0;
    if (isShown) applySlice();
    else apply(Infinity, clock.now());
    if (queue.size > 0) scheduler.request(onFrame, 'soon');
  }

  /** What is left of a stream that is over: frames may come between the slices, but they draw little of it, so none is awaited. */
  async function drain(): Promise<void> {
    for (applySlice(); queue.size > 0; applySlice()) await scheduler.breath();
  }

  function applySlice(): void {
    const now = clock.now();
    apply(slice, now);
    if (queue.size > 0) fitSlice(clock.now() - now);
  }

  const mostQueued = (): number => (wasShown ? MOST_AHEAD : MOST_QUEUED);

  /** The next slice, after one took so long. What is drawn of it does not grow with it, so it may be many times as large. */
  function fitSlice(took: number): void {
    slice = Math.max(LEAST_SLICE, slice * Math.min(8, Math.max(0.5, FLUSH_MS / took)));
  }

  function apply(most: number, now: number): void {
    const events = queue.take(Math.round(most));
    if (queue.size < mostQueued()) {
      flushed?.resolve();
      flushed = undefined;
    }
    if (events.length === 0) return;
    conversations.mutate(conversationId, id, (message) => {
      for (const event of events) applyEvent(message, event, now);
    });
    isAhead = true;
    planCheckpoint(now);
  }

  /** By a timer and not with the next event: a stream may stall, and what it brought must be safe by then. */
  function planCheckpoint(now: number): void {
    const wait = Math.max(0, Math.min(nextCheckpoint - now, CHECKPOINT_MOST_MS));
    cancelTimer ??= clock.after(wait, checkpoint);
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
      const before = queue.size;
      queue.push(event);
      sinceBreath += queue.size - before;
      const isFull = queue.size >= mostQueued();
      scheduler.request(onFrame, isFull ? 'soon' : undefined);
      if (isFull) return (flushed ??= latch()).promise;
      if (!wasShown || sinceBreath < BREATH) return undefined;
      sinceBreath = 0;
      return scheduler.breath();
    },
    async saveNow() {
      apply(Infinity, clock.now());
      if (!isAhead) return saving;
      cancelTimer?.();
      checkpoint();
      return saving;
    },
    async settle(end) {
      // Whoever stops it, or leaves, does not want to see the rest arrive.
      const isLeft = end.kind === 'stopped' || end.kind === 'closed';
      if (wasShown && !isLeft && queue.size > LEAST_SLICE) {
        await drain();
        // The last words are drawn before what comes with the end.
        await scheduler.breath();
      } else apply(Infinity, clock.now());
      cancelTimer?.();
      const now = clock.now();
      conversations.mutate(conversationId, id, (message) => settleMessage(message, end, now));
      // Until it is saved: a page that is left now does not wait for a checkpoint that is still under way.
      isAhead = true;
    },
    async save() {
      await saving;
      isAhead = false;
      await persist('strict');
    },
  };
}
