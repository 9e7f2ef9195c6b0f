import { CONNECTIONS_PER_HOST } from '../lib/connections';

export interface ConnectionLine {
  /** Counts one more answer; true when the browser will hold its request back. */
  join(origin: string, id: string): boolean;
  /** Counts it no more; returns whose turn it is now, if anybody waited for it. */
  leave(origin: string, id: string): string | undefined;
}

/** The answers under way per origin, in the order in which they were asked for; it holds nothing back itself. */
export function createConnectionLine(): ConnectionLine {
  const lines = new Map<string, readonly string[]>();
  return {
    join(origin, id) {
      const line = lines.get(origin) ?? [];
      lines.set(origin, [...line, id]);
      return line.length >= CONNECTIONS_PER_HOST;
    },
    leave(origin, id) {
      const line = lines.get(origin) ?? [];
      lines.set(
        origin,
        line.filter((other) => other !== id),
      );
      const at = line.indexOf(id);
      return at >= 0 && at < CONNECTIONS_PER_HOST ? line[CONNECTIONS_PER_HOST] : undefined;
    },
  };
}
