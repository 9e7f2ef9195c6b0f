/** Longer than any line of ours; one that never ends must not fill the memory. */
export const MOST_LINE = 64 * 1024 * 1024;

export interface Line {
  /** From 1. */
  number: number;
  text: string;
  /** It was too long, and `text` is empty. */
  isTooLong?: boolean;
}

/** The lines of a file, read as they are asked for; bytes that are no UTF-8 become U+FFFD. `onBytes` hears of each reading. */
export async function* readLines(
  file: Blob,
  onBytes: (count: number) => void = () => {},
  most = MOST_LINE,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  const reader = file.stream().getReader();
  let number = 1;
  let pieces: string[] = [];
  let length = 0;
  const take = (piece: string) => {
    length += piece.length;
    if (length > most) pieces = [];
    else if (piece !== '') pieces.push(piece);
  };
  const end = (): Line => {
    const text = pieces.join('');
    const line = { number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
    const isTooLong = length > most;
    [pieces, length] = [[], 0];
    number += 1;
    return isTooLong ? { ...line, isTooLong } : line;
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const [first = '', ...rest] = decoder.decode(value, { stream: !done }).split('\n');
      take(first);
      for (const piece of rest) {
        yield end();
        take(piece);
      }
      if (done) break;
      onBytes(value.length);
    }
    if (length > 0) yield end();
  } finally {
    // Whoever stops early does not read on.
    await reader.cancel().catch(() => {});
  }
}
