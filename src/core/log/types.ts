/** One line of the log page; holds no key and no message text. */
export interface LogEntry {
  id: string;
  /** Epoch ms. */
  at: number;
  kind: 'request' | 'error' | 'note';
  /** Whom the request was for: a provider's label, or a feature's name. */
  by: string;
  method?: string;
  /** Redacted: no query values, no credentials. */
  url?: string;
  /** Empty for the demo provider. */
  origin?: string;
  /** HTTP status; absent when there was no readable answer. */
  status?: number;
  /** Milliseconds to the headers. */
  headersMs?: number;
  /** Milliseconds to the end of the body. */
  totalMs?: number;
  /** Body bytes read. */
  bytes?: number;
  outcome?: 'ok' | 'error' | 'aborted';
  /** The server's or the browser's words, redacted. */
  message?: string;
}

export interface LogSink {
  add(entry: LogEntry): void;
  update(id: string, change: Partial<LogEntry>): void;
}
