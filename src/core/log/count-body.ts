/** Hears once how a body ended: bytes read and, where it broke, the error. A reader who has enough ends it too. */
export type BodyEnd = (bytes: number, error?: unknown) => void;

type Bytes = Uint8Array<ArrayBuffer>;
type Reader = ReadableStreamDefaultReader<Bytes>;

/**
 * The same response, whose body tells `onEnd` how it ended. Chunks pass through uncopied and only when the caller
 * asks for one; a cancel reaches the real body, and the body's errors reach the caller as they are.
 */
export function countBody(response: Response, onEnd: BodyEnd): Response {
  if (!response.body) {
    onEnd(0);
    return response;
  }
  const reader = countReader(response.body.getReader(), onEnd);
  const counted = new Response(streamOf(reader), {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
  // Whoever takes a reader reads the body itself: a stream in between costs a fast answer 3 % of its time.
  if (counted.body) Object.defineProperty(counted.body, 'getReader', { value: () => reader });
  // A made response knows nothing of where it came from.
  const { url, redirected, type } = response;
  return Object.defineProperties(counted, {
    url: { value: url },
    redirected: { value: redirected },
    type: { value: type },
  });
}

function countReader(reader: Reader, onEnd: BodyEnd): Reader {
  let bytes = 0;
  let isOver = false;
  const end = (error?: unknown): void => {
    if (!isOver) onEnd(bytes, error);
    isOver = true;
  };
  const onPiece = ({ done, value }: ReadableStreamReadResult<Bytes>): void => {
    if (done) end();
    else bytes += value.byteLength;
  };
  return {
    closed: reader.closed,
    read() {
      const reading = reader.read();
      // Beside the caller, who needs not wait for it.
      void reading.then(onPiece, end);
      return reading;
    },
    cancel(reason) {
      // A stream is left at its [DONE], before the bytes that follow: that is an end, not a failure.
      end();
      return reader.cancel(reason);
    },
    releaseLock: () => reader.releaseLock(),
  };
}

/** For who reads it in another way. */
function streamOf(reader: Reader): ReadableStream<Bytes> {
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read ahead of the caller.
    { highWaterMark: 0 },
  );
}
