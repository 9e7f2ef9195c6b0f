import { CompletionReader } from './completion-reader';
import type { Connection } from './connection';
import { errorFromResponse } from './errors';
import type { CompletionEvent } from './events';
import { FrameReader } from './frames';
import { bodyText, send, wholeText } from './http';
import { chatRequestBody, sentTools } from './request';
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
    const frames = new FrameReader();
    const completion = new CompletionReader(response.status, sentTools(request));
    try {
      let isOver = false;
      for await (const text of bodyText(response, stop.signal)) {
        isOver = completion.readAll(frames.feed(text));
        for (const event of completion.take()) yield event;
        if (isOver) break;
      }
      if (!isOver) completion.readAll(frames.end());
      completion.end();
    } catch (error) {
      completion.end();
      for (const event of completion.take()) yield event;
      throw error;
    }
    for (const event of completion.take()) yield event;
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
