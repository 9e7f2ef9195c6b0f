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

/** Every origin in the record, the last contacted first; what never left the page has none. */
export function originsOf(entries: readonly LogEntry[]): ContactedOrigin[] {
  const found = new Map<string, ContactedOrigin>();
  for (const { kind, origin, by, at } of entries) {
    if (kind !== 'request' || !origin) continue;
    const contacted = found.get(origin) ?? { origin, by: [], requests: 0, lastAt: at };
    found.set(origin, {
      origin,
      by: [...new Set([...contacted.by, by])].sort(),
      requests: contacted.requests + 1,
      lastAt: Math.max(contacted.lastAt, at),
    });
  }
  return [...found.values()].sort((a, b) => b.lastAt - a.lastAt);
}
