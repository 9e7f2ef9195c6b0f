import { unwrap } from 'solid-js/store';
import { toMessageError } from '../core/chat/apply-event';
import type { StreamEnd } from '../core/chat/settle-message';
import type { ModelRef } from '../core/models/types';
import type { AnswerEvent } from '../protocol/openai/events';
import type { AnswerWriter } from './answer-writer';
import type { ChatSummaries, SummaryTools } from './chat-summaries';
import { failureWords, withoutKeys } from './failure';
import { createFollower } from './follow-events';
import { type AnswerTurn, openAnswer } from './open-answer';
import type { RateGate } from './rate-gate';
import type { RunningChats } from './running-chats';

/** An answer that is asked for. */
export interface Turn extends AnswerTurn {
  model: ModelRef;
  /** How often tools were called before it, since a person last said something. */
  round?: number;
  /** Resolves when the answer is in the store. */
  shown: Promise<void>;
}

export interface AnswerStreamTools extends SummaryTools {
  /** True while the page is being left: a request that breaks then was cut by the browser, not by the server. */
  isLeaving: () => boolean;
}

/** Fills the answer and says how its stream ended; never rejects. */
export type AnswerStream = (
  turn: Turn,
  writer: AnswerWriter,
  signal: AbortSignal,
) => Promise<StreamEnd>;

/** What comes between a turn that is stored and the end of its answer: room, the rate limit, the request, its phases. */
export function createAnswerStream(
  tools: AnswerStreamTools,
  chats: RunningChats,
  gate: RateGate,
  summaries: ChatSummaries,
): AnswerStream {
  const { clock } = tools;
  const follow = createFollower(chats, clock);

  async function fill(turn: Turn, writer: AnswerWriter, signal: AbortSignal): Promise<void> {
    const { conversationId } = turn.answer;
    const provider = tools.providers.get(turn.model.providerId);
    if (!provider) throw new ProviderGoneError();
    await summaries.makeRoom(turn, signal);
    const sent = await gate.enter(unwrap(provider), signal, (ms) => {
      turn.onSent();
      chats.setPhase(conversationId, { kind: 'rate-limited', until: clock.now() + ms });
    });
    const events = openAnswer(turn, unwrap(provider), tools, signal);
    const { baseUrl } = provider;
    const take = (event: AnswerEvent) => {
      if (event.type === 'usage') sent.tokens = event.promptTokens + event.completionTokens;
      return writer.push(event);
    };
    await follow({ conversationId, baseUrl, events, shown: turn.shown, take });
  }

  return async (turn, writer, signal) => {
    // Nobody waits for frames that have become slow: all that came is shown now, and no more is read.
    const onStop = (): void => void writer.saveNow();
    signal.addEventListener('abort', onStop, { once: true });
    try {
      await fill(turn, writer, signal);
      return { kind: 'ended' };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      if (tools.isLeaving()) return { kind: 'closed' };
      const told = withoutKeys(toMessageError(error), tools.providers.keys());
      tools.onFailure(turn.model.providerLabel, failureWords(told));
      const isCut = told.code === 'cut-off' || told.code === 'too-large';
      return { kind: isCut ? 'cut-off' : 'failed', error: told };
    } finally {
      signal.removeEventListener('abort', onStop);
    }
  };
}

/** A provider that is gone fails like any other error, inside the message. */
class ProviderGoneError extends Error {
  override readonly name = 'ProviderGoneError';
}
