import { createParser } from 'eventsource-parser';
import { parseJson } from './wire';

/** One SSE event, a comment between them, or a whole body that is no stream at all. */
export type Frame =
  | { kind: 'event'; name: string | undefined; data: string }
  | { kind: 'comment'; text: string }
  | { kind: 'document'; text: string };

/** Whether this is the end of a stream; some servers leave the connection open after it. */
export function isDone(frame: Frame): boolean {
  return frame.kind === 'event' && frame.data.trim() === '[DONE]';
}

/**
 * Finds the frames in a body by looking at it: the Content-Type lies (JSON for a stream, octet-stream
 * for JSON). Takes LF, CRLF and CR, a last event without its blank line, and blank lines before JSON.
 */
export class FrameReader {
  #kind: 'unknown' | 'stream' | 'document' = 'unknown';
  /** The pieces of a document, joined once: a large answer costs no more than its size. */
  readonly #document: string[] = [];
  /** Lines of a supposed stream that are no SSE; kept only until the first event. */
  #stray = '';
  #sawEvent = false;
  #afterCr = false;
  #frames: Frame[] = [];
  readonly #parser = createParser({
    onEvent: ({ event, data }) => {
      this.#sawEvent = true;
      this.#frames.push({ kind: 'event', name: event, data });
    },
    onComment: (text) => this.#frames.push({ kind: 'comment', text }),
    onError: ({ line }) => {
      if (!this.#sawEvent && this.#stray.length < 4096) this.#stray += `${line ?? ''}\n`;
    },
  });

  /** The frames that are complete with this piece of text. */
  feed(text: string): Frame[] {
    const piece = this.#kind === 'unknown' ? text.trimStart() : text;
    if (piece === '') return [];
    if (this.#kind === 'unknown') this.#kind = /^[{[<]/.test(piece) ? 'document' : 'stream';
    if (this.#kind === 'stream') return this.#parse(piece);
    this.#document.push(piece);
    return [];
  }

  /** The frames that the end of the body completes. */
  end(): Frame[] {
    if (this.#kind === 'document') return this.#readDocument(this.#document.join(''));
    const frames = this.#parse('\n\n');
    const stray = this.#sawEvent ? '' : this.#stray.trim();
    return stray ? [...frames, { kind: 'document', text: stray }] : frames;
  }

  #readDocument(text: string): Frame[] {
    const isStream = /^data:/m.test(text) && parseJson(text) === undefined;
    return isStream ? this.#parse(`${text}\n\n`) : [{ kind: 'document', text }];
  }

  #parse(text: string): Frame[] {
    this.#parser.feed(this.#withLineFeeds(text));
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }

  /**
   * The parser waits after a CR for the LF that may follow, and so would hold back the last event of
   * a stream that ends its lines with CR alone.
   */
  #withLineFeeds(text: string): string {
    const rest = this.#afterCr && text.startsWith('\n') ? text.slice(1) : text;
    this.#afterCr = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  }
}
