/** How the rest of a body is given up: `words` say why. */
export interface Cut {
  (words: string): void;
}

export interface BoundedBody {
  body: ReadableStream<Uint8Array>;
  cut: Cut;
}

/**
 * The same body up to `maxBytes`. What is cut off, by size or by `cut`, ends with `farewell` where there is one, else
 * with an error; the real body is let go either way. Nothing is read ahead of the caller.
 */
export function boundBody(
  source: ReadableStream<Uint8Array>,
  maxBytes: number,
  farewell?: (words: string) => Uint8Array,
): BoundedBody {
  const reader = source.getReader();
  let bytes = 0;
  let isOver = false;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  function cut(words: string): void {
    if (isOver) return;
    isOver = true;
    reader.cancel().catch(() => {});
    if (!farewell) return controller?.error(new Error(words));
    controller?.enqueue(farewell(words));
    controller?.close();
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      async pull(given) {
        try {
          const { done, value } = await reader.read();
          if (isOver) return;
          if (done) {
            isOver = true;
            given.close();
            return;
          }
          bytes += value.byteLength;
          if (bytes > maxBytes) cut(`The answer is larger than ${Math.round(maxBytes / 1e6)} MB.`);
          else given.enqueue(value);
        } catch (error) {
          if (isOver) return;
          isOver = true;
          given.error(error);
        }
      },
      async cancel(reason) {
        isOver = true;
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, cut };
}
