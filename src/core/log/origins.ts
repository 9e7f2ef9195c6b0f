import type { LogEntry } from './types';

/** One origin that the page asked for something. */
export interface ContactedOrigin {
  origin: string;
  /** For whom, in alphabetical order. */
  by: string[];
  requests: number;
  /** Epoch ms of the last request. */
  lastAt: number;
}

/** The list with one more entry of the log in it, the last contacted first; what never left the page has no origin. */
export function withRequest(
  known: readonly ContactedOrigin[],
  { kind, origin, by, at }: LogEntry,
): readonly ContactedOrigin[] {
  if (kind !== 'request' || !origin) return known;
  const before = known.find((contacted) => contacted.origin === origin);
  const contacted = {
    origin,
    by: [...new Set([...(before?.by ?? []), by])].sort(),
    requests: (before?.requests ?? 0) + 1,
    lastAt: at,
  };
  return [contacted, ...known.filter((other) => other !== before)];
}
