/** Hears once how a body ended: bytes read and, where it broke, the error. A reader who has enough ends it too. */
export type BodyEnd = (bytes: number, error?: unknown) => void;

/**
 * The same response, whose body tells `onEnd` how it ended. Chunks pass through uncopied and only when the caller
 * asks for one; a cancel reaches the real body, and the body's errors reach the caller as they are.
 */
export function countBody(response: Response, onEnd: BodyEnd): Response {
  if (!response.body) {
    onEnd(0);
    return response;
  }
  const counted = new Response(countStream(response.body, onEnd), {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
  // A made response knows nothing of where it came from.
  const { url, redirected, type } = response;
  return Object.defineProperties(counted, {
    url: { value: url },
    redirected: { value: redirected },
    type: { value: type },
  });
}

function countStream(body: ReadableStream<Uint8Array<ArrayBuffer>>, onEnd: BodyEnd) {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) {
            onEnd(bytes);
            controller.close();
            return;
          }
          bytes += value.byteLength;
          controller.enqueue(value);
        } catch (error) {
          onEnd(bytes, error);
          controller.error(error);
        }
      },
      async cancel(reason) {
        // A stream is left at its [DONE], before the bytes that follow: that is an end, not a failure.
        onEnd(bytes);
        await reader.cancel(reason);
      },
    },
    // Nothing is read ahead of the caller.
    { highWaterMark: 0 },
  );
}
