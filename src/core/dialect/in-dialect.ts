import type { Connection } from '../../protocol/openai/connection';
import type { CompletionEvent } from '../../protocol/openai/events';
import type { ChatRequest, RequestSpelling } from '../../protocol/openai/request';
import type { ServerKind } from '../servers/types';
import { dialectFor } from './dialect';
import { lessonsFrom } from './lessons';
import { withSchemaInWords } from './schema-in-words';
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
    const first = spelled(request, dialectFor(kind, learned, request.model));
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
    const second = spelled(request, dialectFor(kind, known, request.model));
    yield* askAgain(
      ask(second, connection),
      () => onLearned(lessons),
      (error) => lessonsFrom(error, second, now()),
    );
  };
}

/** A schema that the server does not take is asked for in words. */
function spelled(request: ChatRequest, spelling: RequestSpelling): ChatRequest {
  const takesSchema = !spelling.omit?.includes('response_format');
  return { ...(takesSchema ? request : withSchemaInWords(request)), spelling };
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
