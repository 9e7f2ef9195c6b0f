import { formatDuration } from '../../lib/format';

/** A time that is still running, in whole seconds so that it does not flicker: `3 s`, `2 min 5 s`. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return seconds < 60 ? `${seconds}\u202fs` : formatDuration(ms);
}
