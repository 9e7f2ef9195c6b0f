import type { Response } from './types';

const JSON_TYPE = 'application/json';

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Response => ({
  status,
  body: JSON.stringify(body),
  headers: { 'Content-Type': JSON_TYPE, ...headers },
});

export const text = (
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): Response => ({ status, body, headers: { 'Content-Type': type } });

export const empty = (status: number, headers: Record<string, string> = {}): Response => ({
  status,
  body: '',
  headers,
});

/** The answer leaves before the CORS layer could mark it: no page may read it. */
export const outside = (response: Response): Response => ({ ...response, outside: true });

/** OpenAI's shape of an error. `more` holds what a system adds, `param` and `code` among it. */
export const openAiError = (
  status: number,
  message: string,
  type: string,
  more: object = { param: null, code: null },
): Response => json(status, { error: { message, type, ...more } });

/** An OpenAI list. */
export const list = (...data: object[]): Response => json(200, { object: 'list', data });
