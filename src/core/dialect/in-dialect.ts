import type { Connection } from '../../protocol/openai/connection';
import type { CompletionEvent } from '../../protocol/openai/events';
import type { ChatRequest } from '../../protocol/openai/request';
import type { ServerKind } from '../servers/types';
import { dialectFor } from './dialect';
import { lessonsFrom } from './lessons';
import type { LearnedField } from './types';

type Ask = (
  request: ChatRequest,
  connection: Connection,
) => AsyncGenerator<CompletionEvent, void, undefined>;

/** What is known of a server's dialect, and who hears of more. */
export interface DialectTerms {
  kind: ServerKind | undefined;
  learned: readonly LearnedField[];
  now: () => number;
  /** Called once at most, when leaving out what was refused has helped. */
  onLearned: (lessons: LearnedField[]) => void;
}

/**
 * Asks in the server's dialect. When it names a field that it does not take, asks once more without it; never after
 * something has arrived, and never a third time. Events, errors and aborts are those of `ask`.
 */
export function inDialect(ask: Ask) {
  return async function* (
    request: ChatRequest,
    connection: Connection,
    terms: DialectTerms,
  ): AsyncGenerator<CompletionEvent, void, undefined> {
    const { kind, learned, now, onLearned } = terms;
    const first = { ...request, spelling: dialectFor(kind, learned, request.model) };
    let lessons: LearnedField[];
    let hasArrived = false;
    try {
      for await (const event of ask(first, connection)) {
        hasArrived ||= isAnswer(event);
        yield event;
      }
      return;
    } catch (error) {
      lessons = hasArrived ? [] : lessonsFrom(error, first, now());
      if (lessons.length === 0) throw error;
    }
    const known = [...learned, ...lessons];
    const second = { ...request, spelling: dialectFor(kind, known, request.model) };
    yield* askAgain(
      ask(second, connection),
      () => onLearned(lessons),
      (error) => lessonsFrom(error, second, now()),
    );
  };
}

/** Signs of life are no part of the answer: a refusal may follow in the body of a 200. */
function isAnswer({ type }: CompletionEvent): boolean {
  return type !== 'opened' && type !== 'keep-alive' && type !== 'prompt-progress';
}

/** A lesson counts when something arrives, or when the next refusal is about other fields. */
async function* askAgain(
  events: AsyncIterable<CompletionEvent>,
  prove: () => void,
  furtherLessons: (error: unknown) => LearnedField[],
): AsyncGenerator<CompletionEvent, void, undefined> {
  let isProven = false;
  try {
    for await (const event of events) {
      if (!isProven && isAnswer(event)) {
        isProven = true;
        prove();
      }
      yield event;
    }
  } catch (error) {
    if (!isProven && furtherLessons(error).length > 0) prove();
    throw error;
  }
}
