import type { Compression } from '../core/hand-over/compression';

/** A piece of this size gives half a megabyte at most: more than that is never there unasked. */
const PIECE = 512;

/** Zlib by the browser's streams; undefined where it has none. */
export function createCompression(): Compression | undefined {
  if (!('CompressionStream' in globalThis && 'DecompressionStream' in globalThis)) return undefined;
  return {
    async deflate(bytes) {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    },
    async inflate(bytes, most) {
      try {
        return await collect(piecesOf(bytes).pipeThrough(new DecompressionStream('deflate')), most);
      } catch {
        return undefined;
      }
    },
  };
}

/** Piece by piece, as far as somebody reads. */
function piecesOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, at + PIECE));
      else controller.close();
      at += PIECE;
    },
  });
}

async function collect(
  stream: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    pieces.push(new Uint8Array(next.value));
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
