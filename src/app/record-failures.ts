import { redact } from '../core/log/redact';
import type { LogSink } from '../core/log/types';
import type { Clock, NewId } from '../core/ports';

export interface RecordTools {
  sink: LogSink;
  clock: Clock;
  newId: NewId;
  /** Every key known now. */
  secrets: () => readonly string[];
}

/** Answers with a function that writes a failure to the log under a name, keys redacted. */
export function recordFailures(tools: RecordTools): (by: string, words: string) => void {
  return (by, words) =>
    tools.sink.add({
      id: tools.newId(),
      at: tools.clock.now(),
      kind: 'error',
      by,
      message: redact(words, tools.secrets()),
    });
}

/** Writes errors that nobody caught to the log. */
export function recordUncaught(tools: RecordTools, page: Window = window): void {
  const record = recordFailures(tools);
  const add = (error: unknown) =>
    record('Patchbay', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  page.addEventListener('error', (event) => add(event.error ?? event.message));
  page.addEventListener('unhandledrejection', (event) => add(event.reason));
}
