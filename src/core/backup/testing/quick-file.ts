/** A file in memory; Node reads its own Blobs in another thread, which takes longer than all the rest. */
export function quickFile(text: string): Blob {
  const bytes = new TextEncoder().encode(text);
  const blobOf = (some: Uint8Array) => ({
    size: some.length,
    text: async () => new TextDecoder().decode(some),
    slice: (start: number, end: number) => blobOf(some.slice(start, end)),
    stream: () => ({ getReader: () => readerOf(some) }),
  });
  return blobOf(bytes) as unknown as Blob;
}

/** In two pieces, so that lines and letters are torn. */
function readerOf(bytes: Uint8Array) {
  const middle = bytes.length >> 1;
  const pieces = [bytes.subarray(0, middle), bytes.subarray(middle)];
  return {
    read: async () => {
      const value = pieces.shift();
      return { done: value === undefined, value };
    },
    cancel: async () => {},
  };
}
