import { ownText } from '../../lib/own-text';
import { errorCode, errorWords } from './error-words';
import { isObject, member, parseJson } from './wire';

/**
 * What went wrong, in one word.
 * - `network`: fetch rejected; the page may not know why (down, CORS, mixed content …)
 * - `http`: an answer with an error status, or an error body in a 200
 * - `stream`: an error frame inside a stream that had begun well
 * - `cut-off`: the connection broke in mid-stream
 * - `too-large`: more than anybody means to send, so it was left where it was; see `limits.ts`
 * - `not-openai`: the answer is not of the expected shape (HTML, another JSON)
 */
export type ApiErrorCode = 'network' | 'http' | 'stream' | 'cut-off' | 'too-large' | 'not-openai';

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
    super(
      details.serverMessage ||
        details.serverCode ||
        (details.status ? `HTTP ${details.status}` : code),
      {
        cause: details.cause,
      },
    );
    this.code = code;
    this.status = details.status;
    this.serverMessage = details.serverMessage ?? '';
    this.serverCode = details.serverCode;
    this.body = details.body;
  }
}

const bodyLimit = 4096;

/** An error is kept for as long as its message. */
function cut(text: string): string {
  return text.length <= bodyLimit ? text : ownText(text.slice(0, bodyLimit));
}

/**
 * Reads an error body of any known shape (protocol.md §5): the server's words, its code, and the
 * body cut to 4 kB. Never fails; the words are empty when there are none.
 */
export function parseErrorBody(body: string, status: number, statusText = ''): ApiErrorDetails {
  const value = parseJson(body) ?? parseJson(firstDataLine(body));
  const code = errorCode(value);
  const words = value === undefined ? plainWords(body) : errorWords(value);
  const reason = code === undefined && status >= 300 && statusText ? `${status} ${statusText}` : '';
  return {
    status,
    serverMessage: cut(words || reason),
    ...(code === undefined ? {} : { serverCode: code }),
    body: cut(body),
  };
}

/** The error of a body that came with an error status, or with a 200 that it does not deserve. */
export function errorFromResponse(response: Response, body: string): ApiError {
  return new ApiError('http', parseErrorBody(body, response.status, response.statusText));
}

/** The error for an answer that is no such thing as expected: HTML, or JSON of another shape. */
export function notOpenAi(status: number, body: string): ApiError {
  return new ApiError('not-openai', { status, body: cut(body) });
}

/**
 * True for a JSON value that reports a failure, whatever its HTTP status: LM Studio answers unknown
 * paths with 200, OpenRouter and TGI put errors into 200 bodies and frames.
 */
export function isErrorBody(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (value['error'] || value['object'] === 'error' || value['error_code']) return true;
  if (member(value, 'x_groq', 'error')) return true;
  if (Array.isArray(value['choices']) || 'data' in value) return false;
  return value['error'] === '' || Boolean(value['detail']);
}

/** Some servers answer an error status with the error as an SSE frame. */
function firstDataLine(body: string): string {
  return /^data:(.*)$/m.exec(body)?.[1] ?? '';
}

/** A gateway's HTML page says what it has to say in its title. */
function plainWords(body: string): string {
  if (!/^\s*</.test(body)) return body.trim();
  return (
    /<title[^>]*>([^<]*)/i.exec(body.slice(0, bodyLimit))?.[1]?.replace(/\s+/g, ' ').trim() ?? ''
  );
}
