/** Characters that are in the page's memory at most: a Blob can lie on the disk. */
const FLUSH = 4 * 1024 * 1024;

/** A text that comes in pieces as one file; `onBytes` hears how many it has so far, and may throw to end it. */
export async function collectText(
  pieces: AsyncIterable<string>,
  onBytes: (bytes: number) => void,
): Promise<Blob> {
  const blobs: Blob[] = [];
  let [waiting, length, bytes]: [string[], number, number] = [[], 0, 0];
  const flush = () => {
    const blob = new Blob(waiting);
    bytes += blob.size;
    blobs.push(blob);
    [waiting, length] = [[], 0];
    onBytes(bytes);
  };
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length >= FLUSH) flush();
  }
  flush();
  return new Blob(blobs, { type: 'application/json' });
}
