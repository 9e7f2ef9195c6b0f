import type { Connection } from './connection';
import { ApiError } from './errors';
import { LONGEST_BODY, tooLarge } from './limits';

/**
 * Sends one request below the base URL and resolves with the headers, whatever the status.
 * Without a body it is a GET, else a JSON POST. The key goes along only if there is one: a keyless
 * GET stays a simple request that needs no preflight, and may follow redirects, because it has
 * nothing to lose. Throws `ApiError` `network` when nothing readable came; aborts pass through.
 */
export async function send(connection: Connection, path: string, body?: string): Promise<Response> {
  const { fetch, signal } = connection;
  try {
    signal?.throwIfAborted();
    return await fetch(connection.baseUrl + path, requestInit(connection, body));
  } catch (cause) {
    throw abortOf(cause, signal) ?? new ApiError('network', { cause });
  }
}

function requestInit(
  { apiKey, keyHeader, headers: own, signal }: Connection,
  body?: string,
): RequestInit {
  const key = apiKey.trim();
  const [keyName, keyValue] =
    keyHeader === 'x-api-key' ? ['X-Api-Key', key] : ['Authorization', `Bearer ${key}`];
  // A header in another case would be sent beside the key's, as one value with a comma.
  const headers = key ? without(own, keyName) : { ...own };
  if (key) headers[keyName] = keyValue;
  const isSecret = Object.keys(headers).length > 0;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return {
    method: body === undefined ? 'GET' : 'POST',
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
    credentials: 'omit',
    cache: 'no-store',
    redirect: isSecret || body !== undefined ? 'error' : 'follow',
  };
}

function without(headers: Readonly<Record<string, string>> = {}, name: string) {
  const others = Object.entries(headers).filter(
    ([other]) => other.toLowerCase() !== name.toLowerCase(),
  );
  return Object.fromEntries(others);
}

/** A browser hands out half a megabyte at a time; whoever takes the text may want to rest in between. */
const PART = 131_072;

/**
 * The body as text, in pieces as they arrive, UTF-8 characters whole. Aborting cancels the reader,
 * also where the given `fetch` does not watch its signal. Throws `ApiError` `cut-off` when the
 * connection breaks; leaving early cancels the body.
 */
export async function* bodyText(
  response: Response,
  signal?: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const cancel = () => void reader.cancel(signal?.reason).catch(() => undefined);
  signal?.addEventListener('abort', cancel);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value = new Uint8Array() } = await reader.read();
      for (let at = 0; at === 0 || at < value.length; at += PART) {
        // Firefox hands out megabytes at once: whoever stops does not wait for the rest of them.
        signal?.throwIfAborted();
        const part = value.length > PART ? value.subarray(at, at + PART) : value;
        const text = decoder.decode(part, { stream: !done });
        if (text) yield text;
      }
      if (done) return;
    }
  } catch (cause) {
    throw abortOf(cause, signal) ?? new ApiError('cut-off', { status: response.status, cause });
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}

/** Of a failure only the server's words are wanted; nobody needs more of them than this. */
const LONGEST_FAILURE = 1_000_000;

/**
 * The whole body as text; fails as `bodyText` does, but an error status keeps what had arrived, and is left after its
 * first million characters. Throws `ApiError` `too-large` for one without end.
 */
export async function wholeText(response: Response, signal?: AbortSignal): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  try {
    for await (const piece of bodyText(response, signal)) {
      pieces.push(piece);
      length += piece.length;
      if (!response.ok && length > LONGEST_FAILURE) break;
      if (length > LONGEST_BODY) throw tooLarge(response.status);
    }
  } catch (error) {
    if (response.ok || !(error instanceof ApiError)) throw error;
  }
  return pieces.join('');
}

/** The abort behind a rejection, if there is one; a reader may fail in another way once it is cancelled. */
function abortOf(cause: unknown, signal?: AbortSignal): unknown {
  if (cause instanceof Error && cause.name === 'AbortError') return cause;
  return signal?.aborted ? (signal.reason as unknown) : undefined;
}
