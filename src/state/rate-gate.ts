import type { Clock } from '../core/ports';
import { waitForRateLimit, type SentRequest } from '../core/providers/rate-limit';
import type { Provider } from '../core/providers/types';

const MINUTE_MS = 60_000;

export interface RateGate {
  /** Waits until a provider's `rate_limit` allows one more request, and counts it; rejects when aborted. */
  enter(
    provider: Provider,
    signal: AbortSignal,
    onWait: (ms: number) => void,
  ): Promise<SentRequest>;
}

/** Keeps the requests of the last minute per provider, in this tab. */
export function createRateGate(clock: Clock): RateGate {
  const sent = new Map<string, SentRequest[]>();
  return {
    async enter(provider, signal, onWait) {
      const limit = provider.rateLimit ?? {};
      for (;;) {
        const now = clock.now();
        const recent = (sent.get(provider.id) ?? []).filter(({ at }) => now - at < MINUTE_MS);
        const wait = waitForRateLimit(limit, recent, now);
        if (wait === 0) {
          const request = { at: now, tokens: 0 };
          sent.set(provider.id, [...recent, request]);
          return request;
        }
        onWait(wait);
        await pause(clock, wait, signal);
      }
    },
  };
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, resolve);
    const abort = () => {
      cancel();
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
