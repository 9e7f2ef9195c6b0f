import type { Connection } from '../openai/connection';
import { errorFromResponse, isErrorBody } from '../openai/errors';
import { bodyText, send, wholeText } from '../openai/http';
import { parseJson } from '../openai/wire';

/** Longer answers are no answer; a gateway that lists thousands of models stays well below. */
const longestBody = 8_000_000;

/** The address that a server's own paths begin at: the base URL without its `/v1`. */
function rootOf(baseUrl: string): string {
  return baseUrl.replace(/\/v\d+$/, '');
}

/**
 * GET a path below the root, read as JSON. Judged by the body alone, because servers answer unknown paths with 200
 * (LM Studio) and known ones with odd statuses: undefined for an error body, for anything that is not JSON, that is
 * too long, or that never came. Throws only when aborted.
 */
export async function askJson(connection: Connection, path: string): Promise<unknown> {
  const { signal } = connection;
  try {
    const value = parseJson(await readText(await send(atRoot(connection), path), signal));
    return isErrorBody(value) ? undefined : value;
  } catch (error) {
    if (signal?.aborted) throw error;
    return undefined;
  }
}

/**
 * POST JSON to a path below the root; resolves with the JSON of the answer, undefined if it is none. Throws `ApiError`
 * with the server's words for an error status or an error body.
 */
export async function order(connection: Connection, path: string, body: object): Promise<unknown> {
  const response = await send(atRoot(connection), path, JSON.stringify(body));
  const text = await wholeText(response, connection.signal);
  const value = parseJson(text);
  if (!response.ok || isErrorBody(value)) throw errorFromResponse(response, text);
  return value;
}

/** Nobody asked for another address: a redirect is no answer, even where no key is at stake. */
function atRoot(connection: Connection): Connection {
  const { baseUrl, fetch } = connection;
  return {
    ...connection,
    baseUrl: rootOf(baseUrl),
    fetch: (url, init) => fetch(url, { ...init, redirect: 'error' }),
  };
}

async function readText(response: Response, signal: AbortSignal | undefined): Promise<string> {
  let text = '';
  for await (const piece of bodyText(response, signal)) {
    text += piece;
    if (text.length > longestBody) return '';
  }
  return text;
}
