import type { LogSink } from '../core/log/types';
import type { Clock, NewId } from '../core/ports';

export interface RecordTools {
  sink: LogSink;
  clock: Clock;
  newId: NewId;
  /** Every key known now. */
  secrets: () => readonly string[];
}

/** Answers with a function that writes a failure to the log under a name, keys redacted; a moment later, at its own time. */
export function recordFailures(tools: RecordTools): (by: string, words: string) => void {
  return (by, words) => {
    const entry = { id: tools.newId(), at: tools.clock.now(), kind: 'error', by } as const;
    import('../core/log/redact').then(
      ({ redact }) => tools.sink.add({ ...entry, message: redact(words, tools.secrets()) }),
      // What cannot take the keys out shows nothing that may hold one.
      () => tools.sink.add({ ...entry, message: 'Its words could not be shown.' }),
    );
  };
}

/** Writes errors that nobody caught to the log. */
export function recordUncaught(tools: RecordTools, page: Window = window): void {
  const record = recordFailures(tools);
  const add = (error: unknown) =>
    record('Patchbay', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  page.addEventListener('error', (event) => add(event.error ?? event.message));
  page.addEventListener('unhandledrejection', (event) => add(event.reason));
}
