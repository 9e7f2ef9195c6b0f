import { parseChunk } from './chunk';
import type { Chunk } from './chunk';
import { ApiError, isErrorBody, notOpenAi, parseErrorBody } from './errors';
import type { CompletionEvent, FinishReason } from './events';
import type { Frame } from './frames';
import { ThinkTags } from './think-tags';
import { ToolCalls } from './tool-calls';
import { parseJson } from './wire';

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  eos: 'stop',
  end_turn: 'stop',
  length: 'length',
  model_length: 'length',
  max_tokens: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

/** Turns the frames of one answer into events, in the order in which they came. */
export class CompletionReader {
  readonly #status: number;
  readonly #thinking = new ThinkTags();
  readonly #calls = new ToolCalls();
  /** What servers count anew in every chunk; told once, before `finish` or when it comes later. */
  readonly #counts = { usage: new Latest(), timings: new Latest() };
  #finished = false;

  /** `status` is the HTTP status that errors are to carry. */
  constructor(status: number) {
    this.#status = status;
  }

  /** Yields what the frame says, then throws `ApiError` if it also reports a failure. */
  *read(frame: Frame): Generator<CompletionEvent, void, undefined> {
    if (frame.kind === 'comment') yield { type: 'keep-alive', comment: frame.text.trim() };
    else if (frame.kind === 'document') yield* this.#readDocument(frame.text);
    else if (frame.data !== '' || frame.name === 'error') yield* this.#readEvent(frame);
  }

  /** What was held back; to be asked for when no more frames come, for whatever reason. */
  *end(): Generator<CompletionEvent, void, undefined> {
    yield* this.#thinking.end();
    yield* this.#takeCounts();
  }

  *#readDocument(text: string): Generator<CompletionEvent, void, undefined> {
    const value = parseJson(text);
    const chunk = parseChunk(value);
    yield* this.#readChunk(chunk);
    if (isErrorBody(value) || chunk.finishReason === 'error') throw this.#failure('http', text);
    if (!chunk.hasChoices) throw notOpenAi(this.#status, text);
  }

  *#readEvent(frame: Frame & { kind: 'event' }): Generator<CompletionEvent, void, undefined> {
    const value = parseJson(frame.data);
    const chunk = parseChunk(value);
    yield* this.#readChunk(chunk);
    const failed = frame.name === 'error' || isErrorBody(value) || chunk.finishReason === 'error';
    if (failed || value === undefined) throw this.#failure('stream', frame.data);
  }

  #failure(code: 'http' | 'stream', body: string): ApiError {
    return new ApiError(code, parseErrorBody(body, this.#status));
  }

  *#readChunk(chunk: Chunk): Generator<CompletionEvent, void, undefined> {
    if (chunk.promptProgress) yield { type: 'prompt-progress', ...chunk.promptProgress };
    for (const part of chunk.parts) {
      if (part.kind === 'text') yield* this.#thinking.push(part.text);
      else yield* this.#reasoning(part.text);
    }
    yield* this.#calls.read(chunk.toolCalls);
    const { usage, timings, finishReason } = chunk;
    if (usage) this.#counts.usage.set({ type: 'usage', ...usage });
    if (timings) this.#counts.timings.set({ type: 'timings', timings });
    if (finishReason && finishReason !== 'error') yield* this.#finish(finishReason);
    if (this.#finished) yield* this.#takeCounts();
  }

  *#reasoning(text: string): Generator<CompletionEvent, void, undefined> {
    this.#thinking.settle();
    yield { type: 'reasoning-delta', text };
  }

  *#finish(wire: string): Generator<CompletionEvent, void, undefined> {
    if (this.#finished) return;
    this.#finished = true;
    yield* this.end();
    const reason = Object.hasOwn(finishReasons, wire) ? finishReasons[wire] : undefined;
    // vLLM says `stop` after a call that it was told to make.
    const stoppedForCalls = reason === 'stop' && this.#calls.any;
    yield { type: 'finish', reason: stoppedForCalls ? 'tool-calls' : (reason ?? 'other') };
  }

  #takeCounts(): CompletionEvent[] {
    return [...this.#counts.usage.take(), ...this.#counts.timings.take()];
  }
}

/** Holds an event until it is asked for, and forgets one that was told already. */
class Latest {
  #next: CompletionEvent | undefined;
  #told = '';

  set(event: CompletionEvent): void {
    this.#next = event;
  }

  take(): CompletionEvent[] {
    const event = this.#next;
    this.#next = undefined;
    const telling = JSON.stringify(event);
    if (!event || telling === this.#told) return [];
    this.#told = telling;
    return [event];
  }
}
