/** A whole number with narrow no-break spaces between groups of three: `131 072`. */
export function formatNumber(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Bytes as a person reads them, in decimal units: `812 B`, `24 kB`, `1.3 MB`, `2.1 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${Math.round(bytes)}\u202fB`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)}\u202fkB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)}\u202fMB`;
  return `${(bytes / 1_000_000_000).toFixed(1)}\u202fGB`;
}

/** A duration in milliseconds: `240 ms`, `3.2 s`, `14 s`, `2 min 5 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}\u202fms`;
  const seconds = ms / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)}\u202fs`;
  if (seconds < 60) return `${Math.floor(seconds)}\u202fs`;
  const rest = Math.floor(seconds % 60);
  return `${Math.floor(seconds / 60)}\u202fmin${rest ? ` ${rest}\u202fs` : ''}`;
}

/** How long ago something was, from the milliseconds since: `just now`, `3 min ago`, `2 h ago`, `5 days ago`. */
export function formatAgo(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes}\u202fmin ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}\u202fh ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
