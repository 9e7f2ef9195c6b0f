import type { ContactedOrigin } from './origins';
import type { LogEntry } from './types';

/** The log as a text file: a line for each entry, oldest first, then the origins contacted; UTC times. */
export function logText(
  entries: readonly LogEntry[],
  contacted: readonly ContactedOrigin[],
): string {
  const origins = contacted.map(
    ({ origin, by, requests, lastAt }) =>
      `${origin}  ${requests} requests for ${by.join(', ')}, last ${time(lastAt)}`,
  );
  return ['Patchbay log', '', ...entries.map(line), '', 'Origins contacted', ...origins, ''].join(
    '\n',
  );
}

function line(entry: LogEntry): string {
  const { method, url, status, headersMs, totalMs, bytes, outcome, message } = entry;
  const parts = [
    time(entry.at),
    entry.kind,
    `[${entry.by}]`,
    method,
    url,
    outcome,
    status === undefined ? undefined : `HTTP ${status}`,
    headersMs === undefined ? undefined : `headers after ${Math.round(headersMs)} ms`,
    totalMs === undefined ? undefined : `end after ${Math.round(totalMs)} ms`,
    bytes === undefined ? undefined : `${bytes} bytes`,
    // A server's words may span lines; an entry is one line.
    message?.replace(/\s+/g, ' '),
  ];
  return parts.filter(Boolean).join('  ');
}

function time(at: number): string {
  return new Date(at).toISOString();
}
