/**
 * What went wrong, in one word.
 * - `network`: fetch rejected; the page may not know why (down, CORS, mixed content …)
 * - `http`: an answer with an error status, or an error body in a 200
 * - `stream`: an error frame inside a stream that had begun well
 * - `cut-off`: the connection broke in mid-stream
 * - `not-openai`: the answer is not of the expected shape (HTML, another JSON)
 */
export type ApiErrorCode = 'network' | 'http' | 'stream' | 'cut-off' | 'not-openai';

export interface ApiErrorDetails {
  /** HTTP status, where there was an answer. */
  status?: number;
  /** The server's own words; empty when it gave none. */
  serverMessage?: string;
  /** The server's own error code or type (`invalid_api_key`, `exceed_context_size_error`, 40303 …). */
  serverCode?: string;
  /** The raw body, cut to 4 kB. */
  body?: string;
  cause?: unknown;
}

/** The one error that the protocol client throws; aborts pass through as the browser's `AbortError`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly status: number | undefined;
  readonly serverMessage: string;
  readonly serverCode: string | undefined;
  readonly body: string | undefined;

  constructor(code: ApiErrorCode, details: ApiErrorDetails = {}) {
    super(details.serverMessage || details.serverCode || (details.status ? `HTTP ${details.status}` : code), {
      cause: details.cause,
    });
    this.code = code;
    this.status = details.status;
    this.serverMessage = details.serverMessage ?? '';
    this.serverCode = details.serverCode;
    this.body = details.body;
  }
}
