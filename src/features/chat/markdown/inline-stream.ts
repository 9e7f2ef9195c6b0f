import { parseInline } from './parse-inline';
import { DATA_REACH } from './reach';
import { isOpenDataImage } from './spans';
import type { Inline, Sink } from './tree';

/** A huge piece is read in parts, so that none is parsed together with all of it. */
const PART = 1024;

const base64 = /^[A-Za-z0-9+/]*$/;

/** The text of one block as it grows: keeps only what is not certain yet, and hands on the rest. */
export class InlineStream {
  readonly #sink: Sink;
  #rest = '';
  #before = '';
  #settled: Inline[] = [];
  /** What is shown while an image comes whose bytes stand in the text: it is not read again with each of its pieces. */
  #image: readonly Inline[] | undefined;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  write(text: string): void {
    for (let at = 0; at < text.length; at += PART) {
      const part = text.slice(at, at + PART);
      this.#rest += part;
      if (this.#image && base64.test(part) && this.#rest.length < DATA_REACH) continue;
      this.#image = undefined;
      if (this.#rest.length >= PART) this.#parse(false);
    }
  }

  /** Shows what has come. */
  flush(): void {
    this.#show(this.#image ?? this.#parse(false));
  }

  end(): void {
    this.#parse(true);
    this.#show([]);
  }

  #parse(final: boolean): readonly Inline[] {
    const { settled, length, momentary } = parseInline(this.#rest, { final, before: this.#before });
    this.#settled.push(...settled);
    if (length > 0) this.#before = this.#rest[length - 1] ?? '';
    this.#rest = final ? '' : this.#rest.slice(length);
    this.#image = isOpenDataImage(this.#rest) ? momentary : undefined;
    return momentary;
  }

  #show(momentary: readonly Inline[]): void {
    this.#sink.inline(this.#settled, momentary);
    this.#settled = [];
  }
}
