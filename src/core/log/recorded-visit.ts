import type { RecordTools } from './recorded-fetch';
import { originOf } from './recorded-fetch';
import { redact } from './redact';

/**
 * Puts an address into the log that the browser itself is about to open for this page, in a window or in its place. What
 * is asked of there later, and where it sends on to, nobody tells the page.
 */
export function recordVisit(
  { sink, clock, newId, secrets }: RecordTools,
  by: string,
  url: string,
): void {
  sink.add({
    id: newId(),
    at: clock.now(),
    kind: 'request',
    by,
    method: 'GET',
    url: redact(url, secrets()),
    origin: originOf(url),
    outcome: 'ok',
    message: 'Opened in the browser, to sign in.',
  });
}
