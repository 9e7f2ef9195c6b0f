import { ownText } from '../../../lib/own-text';

/** What takes text in pieces; `MarkdownStream` does. */
export interface TextStream {
  write(text: string): void;
  end(): void;
}

/**
 * Turns a whole text that grows into pieces for a stream: only what is new is written. A text that
 * does not go on from what was written (edited, or moved elsewhere) gets a fresh stream from
 * `open`, and so does one that grows again after its end.
 */
export function followText(open: () => TextStream): (text: string, growing: boolean) => void {
  let stream: TextStream | undefined;
  let written = '';
  let ended = false;
  return (text, growing) => {
    const same = text === written;
    if (!stream || !goesOn(text, written) || (ended && (growing || !same))) {
      stream = open();
      written = '';
      ended = false;
    }
    // Each whole is another text: whoever keeps a word of each piece would keep them all.
    if (text.length > written.length)
      stream.write(written ? ownText(text.slice(written.length)) : text);
    written = text;
    if (growing || ended) return;
    stream.end();
    ended = true;
  };
}

/** `startsWith` compares letter by letter: in Chromium that takes five times as long as this, or more, for each flush. */
function goesOn(text: string, written: string): boolean {
  return text.slice(0, written.length) === written;
}
