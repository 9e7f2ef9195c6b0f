import type { RateLimit } from './types';

/** One request of the last minute: when it was sent (epoch ms) and the tokens it cost, as far as known. */
export interface SentRequest {
  at: number;
  tokens: number;
}

const MINUTE_MS = 60_000;

/**
 * Milliseconds to wait before the next request so that a provider's `rate_limit` is kept; 0 when it
 * may go at once. `sent` holds the requests so far, oldest first; older ones than a minute don't count.
 */
export function waitForRateLimit(
  limit: RateLimit,
  sent: readonly SentRequest[],
  now: number,
): number {
  const recent = sent.filter(({ at }) => now - at < MINUTE_MS);
  const last = sent.at(-1);
  const { minIntervalMs = 0, requestsPerMinute, tokensPerMinute } = limit;
  return Math.max(
    0,
    last ? last.at + minIntervalMs - now : 0,
    requestsPerMinute === undefined ? 0 : untilFewer(recent, requestsPerMinute, now),
    tokensPerMinute === undefined ? 0 : untilCheaper(recent, tokensPerMinute, now),
  );
}

/** Until so many requests have left the minute that one more fits. */
function untilFewer(recent: readonly SentRequest[], most: number, now: number): number {
  if (recent.length < most) return 0;
  const leaving = recent[recent.length - Math.max(1, most)];
  return leaving ? leaving.at + MINUTE_MS - now : 0;
}

/** Until the tokens of the minute are below the limit; what the next request costs is not known yet. */
function untilCheaper(recent: readonly SentRequest[], most: number, now: number): number {
  let tokens = recent.reduce((sum, request) => sum + request.tokens, 0);
  let wait = 0;
  for (const request of recent) {
    if (tokens < most) break;
    tokens -= request.tokens;
    wait = request.at + MINUTE_MS - now;
  }
  return wait;
}
