import { CodeContext } from './code-context';
import { isInString, readTaggedCall } from './tagged-call';
import type { TaggedCall } from './tagged-call';
import type { ChatRequestTool } from './request';

const opening = '<tool_call>';
const closing = '</tool_call>';
/** What follows the opening tag, behind spaces, in one form and in the other. */
const beginnings = ['{', '<function='];
/** Characters that tell whether it is one of them. */
const START = Math.max(...beginnings.map(({ length }) => length));

/** Longer calls are text: all of one is held back until it ends. */
const LONGEST = 4_000_000;
/** A text argument may hold the closing tag, but not that often. */
const MOST_TRIES = 8;

export type TaggedPart = { text: string } | { call: TaggedCall };

/**
 * Finds tool calls that a server left in the text as `<tool_call>…</tool_call>`, however it is cut: the JSON form of
 * Hermes and Qwen, and the `<function=…>` form of Qwen3-Coder. Tags inside Markdown code are what the model writes about.
 * Whatever turns out to be no whole call comes out as the text it was.
 */
export class ToolCallTags {
  readonly #tools: readonly ChatRequestTool[];
  readonly #code = new CodeContext();
  /** The beginning of what may become an opening tag. */
  #held = '';
  #call: OpenCall | undefined;
  /** Spaces between a call and what follows say nothing. */
  #isBehindCall = false;

  /** `tools` are those of the request; their schemas tell numbers from text where the form does not. */
  constructor(tools: readonly ChatRequestTool[]) {
    this.#tools = tools;
  }

  push(text: string): TaggedPart[] {
    const parts: TaggedPart[] = [];
    for (let rest = text; rest !== '';) {
      rest = this.#call ? this.#readCall(this.#call, rest, parts) : this.#readText(rest, parts);
    }
    return parts;
  }

  /** What is left when no more text comes. */
  end(): TaggedPart[] {
    const parts: TaggedPart[] = [];
    this.#emit(this.#call ? opening + this.#call.text : this.#held, parts);
    this.#call = undefined;
    this.#held = '';
    return parts;
  }

  /** Reads up to an opening tag; answers with what stands behind it. */
  #readText(text: string, parts: TaggedPart[]): string {
    const joined = this.#held + text;
    const all = this.#isBehindCall ? joined.trimStart() : joined;
    this.#held = '';
    if (all === '') return '';
    this.#isBehindCall = false;
    let read = 0;
    for (let at = all.indexOf('<'); at !== -1; at = all.indexOf('<', at + 1)) {
      this.#code.read(all.slice(read, at));
      read = at;
      if (this.#code.open || !opening.startsWith(all.slice(at, at + opening.length))) continue;
      this.#emit(all.slice(0, at), parts);
      const isWhole = all.startsWith(opening, at);
      if (isWhole) this.#call = new OpenCall();
      else this.#held = all.slice(at);
      return isWhole ? all.slice(at + opening.length) : '';
    }
    this.#code.read(all.slice(read));
    this.#emit(all, parts);
    return '';
  }

  /** Reads up to the closing tag; answers with what is still to be read. */
  #readCall(call: OpenCall, text: string, parts: TaggedPart[]): string {
    if (!call.noteStart(text)) return this.#passOver(call, parts) + text;
    const rest = call.add(text);
    if (call.isTooLong) return this.#giveUp(call, parts, rest);
    if (rest === undefined) return '';
    const found = readTaggedCall(call.text, this.#tools);
    if (found) {
      parts.push({ call: found });
      this.#call = undefined;
      this.#isBehindCall = true;
      this.#code.read('\n');
      return rest;
    }
    if (call.tries < MOST_TRIES && isInString(call.text)) {
      call.goOn(closing);
      return rest;
    }
    return this.#giveUp(call, parts, rest);
  }

  /** The tag alone is text; answers with what was read behind it, which may bring another tag. */
  #passOver(call: OpenCall, parts: TaggedPart[]): string {
    this.#call = undefined;
    this.#code.read(opening);
    this.#emit(opening, parts);
    return call.text;
  }

  /** It is text, up to the last opening tag in it; that one and what follows are read as if nothing had been. */
  #giveUp(call: OpenCall, parts: TaggedPart[], behind: string | undefined): string {
    this.#call = undefined;
    const rest = behind === undefined ? '' : closing + behind;
    const last = Math.max(0, call.text.lastIndexOf(opening));
    const text = opening + call.text.slice(0, last);
    this.#code.read(text);
    this.#emit(text, parts);
    return call.text.slice(last) + rest;
  }

  #emit(text: string, parts: TaggedPart[]): void {
    if (text !== '') parts.push({ text });
  }
}

/** What stands behind an opening tag, in pieces: each is searched once for the closing one. */
class OpenCall {
  /** How often a closing tag did not end it. */
  tries = 0;
  #pieces: string[] = [];
  #length = 0;
  /** The end of the pieces, which may be the beginning of a closing tag. */
  #tail = '';
  #start = '';

  get text(): string {
    if (this.#pieces.length > 1) this.#pieces = [this.#pieces.join('')];
    return this.#pieces[0] ?? '';
  }

  get isTooLong(): boolean {
    return this.#length >= LONGEST;
  }

  /** Notes how it begins, before each `add`; answers whether a call may begin so, the same however it is cut. */
  noteStart(text: string): boolean {
    const more = this.#start === '' ? text.trimStart() : text;
    const start = this.#start + more.slice(0, START - this.#start.length);
    this.#start = start;
    return beginnings.some((each) => each.startsWith(start) || start.startsWith(each));
  }

  /** Takes the text up to a closing tag; answers with what stands behind that, undefined if none came. */
  add(text: string): string | undefined {
    const tail = this.#tail;
    const at = (tail + text).indexOf(closing);
    this.#keep(text);
    if (at === -1) {
      this.#tail = (tail + text).slice(1 - closing.length);
      return undefined;
    }
    const all = this.text;
    const end = all.length - text.length - tail.length + at;
    this.#pieces = [all.slice(0, end)];
    this.#length = end;
    this.#tail = '';
    this.tries += 1;
    return all.slice(end + closing.length);
  }

  /** The closing tag was a part of the call. */
  goOn(tag: string): void {
    this.#keep(tag);
  }

  #keep(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
  }
}
