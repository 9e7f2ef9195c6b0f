import type { Fetch } from '../../lib/fetch';
import type { Clock, NewId } from '../ports';
import { countBody } from './count-body';
import { redact } from './redact';
import type { LogEntry, LogSink } from './types';

export interface RecordTools {
  sink: LogSink;
  clock: Pick<Clock, 'now'>;
  newId: NewId;
  /** Every key known now; asked anew for each line. */
  secrets(): readonly string[];
  /** True for the demo: its requests never leave the page, so they have no origin. */
  inPage?: boolean;
}

/**
 * The same fetch, with each request in the log: when, whom for, how long, how many bytes, how it ended. Bodies and
 * headers stay out. The caller gets the same answers, errors and aborts as without the log.
 */
export function recordFetch(fetch: Fetch, tools: RecordTools, by: string): Fetch {
  return async (url, init) => {
    const record = startRecord(tools, by, url, init);
    try {
      const response = await fetch(url, init);
      record.headers(response);
      return countBody(response, record.end);
    } catch (error) {
      record.end(0, error);
      throw error;
    }
  };
}

function startRecord(tools: RecordTools, by: string, url: string, init: RequestInit = {}) {
  const { sink, clock } = tools;
  const at = clock.now();
  const { method = 'GET', signal } = init;
  const entry: LogEntry = {
    id: tools.newId(),
    at,
    kind: 'request',
    by,
    method,
    url: redact(url, tools.secrets()),
    origin: tools.inPage ? '' : originOf(url),
  };
  sink.add(entry);
  /** The browser asked another origin too; what lies between, it does not tell. */
  const sentOn = ({ url: to, status, ok }: Response): LogEntry => ({
    ...entry,
    id: tools.newId(),
    url: redact(to, tools.secrets()),
    origin: originOf(to),
    status,
    outcome: ok ? 'ok' : 'error',
    message: 'Sent on by a redirect.',
  });
  let failed = false;
  let ended = false;
  const end = (bytes: number, error?: unknown) => {
    if (ended) return;
    ended = true;
    signal?.removeEventListener('abort', onAbort);
    const outcome = outcomeOf(error, signal, failed);
    sink.update(entry.id, {
      totalMs: clock.now() - at,
      bytes,
      outcome,
      ...(outcome === 'error' && error instanceof Error
        ? { message: redact(error.message, tools.secrets()) }
        : {}),
    });
  };
  // Whoever aborts may never look at the body again; the log still hears how it ended.
  const onAbort = () => sink.update(entry.id, { totalMs: clock.now() - at, outcome: 'aborted' });
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    headers(response: Response) {
      // An opaque answer (no-cors, a redirect not followed) shows no status, and is no failure.
      failed = response.status >= 400;
      const final = response.redirected ? originOf(response.url) : entry.origin;
      if (final !== entry.origin) sink.add(sentOn(response));
      sink.update(entry.id, {
        headersMs: clock.now() - at,
        ...(response.status > 0 ? { status: response.status } : {}),
        ...(failed ? { outcome: 'error' as const } : {}),
      });
    },
    end,
  };
}

function outcomeOf(
  error: unknown,
  signal: AbortSignal | null | undefined,
  failed: boolean,
): NonNullable<LogEntry['outcome']> {
  const isAbort = error instanceof Error && error.name === 'AbortError';
  if (isAbort || signal?.aborted) return 'aborted';
  return failed || error !== undefined ? 'error' : 'ok';
}

/** Empty where there is none. */
export function originOf(url: string): string {
  const origin = URL.canParse(url) ? new URL(url).origin : '';
  // What addresses have whose scheme knows no origins.
  return origin === 'null' ? '' : origin;
}
