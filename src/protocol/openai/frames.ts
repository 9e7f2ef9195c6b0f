import { LONGEST_BODY, tooLarge } from './limits';
import { SseReader } from './sse-reader';
import { parseJson } from './wire';

/** One SSE event, a comment between them, or a whole body that is no stream at all. */
export type Frame =
  | { kind: 'event'; name: string | undefined; data: string }
  | { kind: 'comment'; text: string }
  | { kind: 'document'; text: string };

/** Whether this is the end of a stream; some servers leave the connection open after it. */
export function isDone(frame: Frame): boolean {
  // What is longer is not even looked at: this is asked of every token.
  return frame.kind === 'event' && frame.data.length < 16 && frame.data.trim() === '[DONE]';
}

/** Of what is only quoted in an error, and of a page of HTML, no more than the beginning is kept. */
const LONGEST_STRAY = 4096;
const LONGEST_PAGE = 1_000_000;

/**
 * Finds the frames in a body by looking at it: the Content-Type lies (JSON for a stream, octet-stream
 * for JSON). Takes LF, CRLF and CR, a last event without its blank line, and blank lines before JSON.
 */
export class FrameReader {
  #kind: 'unknown' | 'stream' | 'document' | 'page' = 'unknown';
  /** The pieces of a document, joined once: a large answer costs no more than its size. */
  readonly #document: string[] = [];
  #documentLength = 0;
  /** Lines of a supposed stream that are no SSE; kept only until the first event. */
  #stray = '';
  #sawEvent = false;
  #frames: Frame[] = [];
  readonly #sse = new SseReader({
    onEvent: (data, name) => {
      this.#sawEvent = true;
      this.#frames.push({ kind: 'event', name, data });
    },
    onComment: (text) => this.#frames.push({ kind: 'comment', text }),
    onStray: (line) => {
      const room = LONGEST_STRAY - this.#stray.length;
      if (!this.#sawEvent && room > 0) this.#stray += `${line.slice(0, room)}\n`;
    },
  });

  /** The frames that are complete with this piece of text. Throws `ApiError` `too-large`. */
  feed(text: string): Frame[] {
    const piece = this.#kind === 'unknown' ? text.trimStart() : text;
    if (piece === '') return [];
    if (this.#kind === 'unknown') this.#kind = kindOf(piece);
    if (this.#kind === 'stream') this.#sse.feed(piece);
    else this.#keep(piece);
    return this.#take();
  }

  /** The frames that the end of the body completes. */
  end(): Frame[] {
    if (this.#document.length > 0) return this.#readDocument(this.#document.join(''));
    this.#sse.end();
    const frames = this.#take();
    const stray = this.#sawEvent ? '' : this.#stray.trim();
    return stray ? [...frames, { kind: 'document', text: stray }] : frames;
  }

  #keep(piece: string): void {
    if (this.#kind === 'page' && this.#documentLength > LONGEST_PAGE) return;
    if (this.#documentLength > LONGEST_BODY) throw tooLarge();
    this.#document.push(piece);
    this.#documentLength += piece.length;
  }

  #readDocument(text: string): Frame[] {
    const isStream = /^data:/m.test(text) && parseJson(text) === undefined;
    if (!isStream) return [{ kind: 'document', text }];
    this.#sse.feed(text);
    this.#sse.end();
    return this.#take();
  }

  #take(): Frame[] {
    const frames = this.#frames;
    if (frames.length > 0) this.#frames = [];
    return frames;
  }
}

function kindOf(start: string): 'stream' | 'document' | 'page' {
  if (start.startsWith('<')) return 'page';
  return /^[{[]/.test(start) ? 'document' : 'stream';
}
