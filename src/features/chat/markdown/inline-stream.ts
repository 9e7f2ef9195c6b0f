import { parseInline } from './parse-inline';
import type { Inline, Sink } from './tree';

/** A huge piece is read in parts, so that none is parsed together with all of it. */
const PART = 1024;

/** The text of one block as it grows: keeps only what is not certain yet, and hands on the rest. */
export class InlineStream {
  readonly #sink: Sink;
  #rest = '';
  #before = '';
  #settled: Inline[] = [];

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  write(text: string): void {
    for (let at = 0; at < text.length; at += PART) {
      this.#rest += text.slice(at, at + PART);
      if (this.#rest.length >= PART) this.#parse(false);
    }
  }

  /** Shows what has come. */
  flush(): void {
    this.#show(this.#parse(false));
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
    return momentary;
  }

  #show(momentary: readonly Inline[]): void {
    this.#sink.inline(this.#settled, momentary);
    this.#settled = [];
  }
}
