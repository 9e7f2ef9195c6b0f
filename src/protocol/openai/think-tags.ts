import { CodeContext } from './code-context';
import type { CompletionEvent } from './events';

const opening = '<think>';
const closing = '</think>';

/**
 * Splits text that carries its reasoning in `<think>…</think>`, however it is cut. A closing tag
 * without an opening one means that the chat template swallowed the opening, so that all text so far
 * was reasoning. Tags inside code are what the model writes about, and stay text.
 */
export class ThinkTags {
  #inside = false;
  /** A tag was seen, or the server gave reasoning by itself: a stray closing tag is no news then. */
  #settled = false;
  #blank = true;
  /** The beginning of what may become a tag. */
  #held = '';
  readonly #code = new CodeContext();

  /** Tells that reasoning came in a field of its own. */
  settle(): void {
    this.#settled = true;
  }

  push(text: string): CompletionEvent[] {
    const events: CompletionEvent[] = [];
    const all = this.#held + text;
    this.#held = '';
    let emitted = 0;
    let read = 0;
    for (let at = all.indexOf('<'); at !== -1; at = all.indexOf('<', Math.max(read, at + 1))) {
      this.#readCode(all.slice(read, at));
      read = at;
      const tag = this.#tagAt(all, at);
      if (tag === undefined) continue;
      this.#emit(all.slice(emitted, at), events);
      if (tag === 'unsure') {
        this.#held = all.slice(at);
        return events;
      }
      this.#pass(tag, events);
      emitted = read = at + tag.length;
    }
    this.#readCode(all.slice(read));
    this.#emit(all.slice(emitted), events);
    return events;
  }

  /** What is left when no more text comes. */
  end(): CompletionEvent[] {
    const events: CompletionEvent[] = [];
    this.#emit(this.#held, events);
    this.#held = '';
    return events;
  }

  #tagAt(all: string, at: number): typeof opening | typeof closing | 'unsure' | undefined {
    if (!this.#inside && this.#code.open) return undefined;
    const awaited = this.#inside ? ([closing] as const) : ([opening, closing] as const);
    const found = awaited.find((tag) => all.startsWith(tag, at));
    if (found) return found;
    const rest = all.slice(at, at + closing.length);
    return awaited.some((tag) => tag.startsWith(rest)) ? 'unsure' : undefined;
  }

  #pass(tag: string, events: CompletionEvent[]): void {
    if (tag === opening) this.#inside = true;
    else if (this.#inside) this.#inside = false;
    else this.#passStray(events);
    this.#settled = true;
  }

  #passStray(events: CompletionEvent[]): void {
    if (this.#blank) return;
    if (this.#settled) this.#emit(closing, events);
    else events.push({ type: 'text-was-reasoning' });
  }

  #emit(text: string, events: CompletionEvent[]): void {
    if (text === '') return;
    events.push({ type: this.#inside ? 'reasoning-delta' : 'text-delta', text });
    if (!this.#inside) this.#blank &&= text.trim() === '';
  }

  #readCode(text: string): void {
    if (!this.#inside) this.#code.read(text);
  }
}
