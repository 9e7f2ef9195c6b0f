import { CompletionReader } from './completion-reader';
import type { Connection } from './connection';
import { errorFromResponse } from './errors';
import type { CompletionEvent } from './events';
import { FrameReader } from './frames';
import type { Frame } from './frames';
import { bodyText, send, wholeText } from './http';
import { chatRequestBody } from './request';
import type { ChatRequest } from './request';

/**
 * `POST {base}/chat/completions` as events, whether the server streams or answers whole. Aborting the
 * signal, or leaving the loop early, stops the request itself; there is no timeout, for a long prompt
 * or a model that loads is silent for minutes. Throws `ApiError` after what had arrived; an abort
 * passes through. `opened` comes with the headers of a good answer. An answer that just ends has no `finish` event.
 */
export async function* streamChat(
  request: ChatRequest,
  connection: Connection,
): AsyncGenerator<CompletionEvent, void, undefined> {
  const stop = new AbortController();
  const follow = () => stop.abort(connection.signal?.reason);
  if (connection.signal?.aborted) follow();
  connection.signal?.addEventListener('abort', follow);
  let complete = false;
  try {
    const response = await postChat(request, { ...connection, signal: stop.signal });
    yield { type: 'opened' };
    yield* readCompletion(response, stop.signal);
    complete = true;
  } finally {
    connection.signal?.removeEventListener('abort', follow);
    if (!complete) stop.abort();
  }
}

/** Sends the request; throws `ApiError` for an answer with an error status. */
export async function postChat(request: ChatRequest, connection: Connection): Promise<Response> {
  const response = await send(connection, '/chat/completions', chatRequestBody(request));
  if (response.ok) return response;
  throw errorFromResponse(response, await wholeText(response, connection.signal));
}

async function* readCompletion(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<CompletionEvent, void, undefined> {
  const completion = new CompletionReader(response.status);
  try {
    for await (const frame of readFrames(response, signal)) yield* completion.read(frame);
  } catch (error) {
    yield* completion.end();
    throw error;
  }
  yield* completion.end();
}

/** Stops at `[DONE]`: some servers leave the connection open after it. */
async function* readFrames(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<Frame, void, undefined> {
  const reader = new FrameReader();
  for await (const text of bodyText(response, signal)) {
    for (const frame of reader.feed(text)) {
      if (isDone(frame)) return;
      yield frame;
    }
  }
  for (const frame of reader.end()) {
    if (isDone(frame)) return;
    yield frame;
  }
}

function isDone(frame: Frame): boolean {
  return frame.kind === 'event' && frame.data.trim() === '[DONE]';
}
