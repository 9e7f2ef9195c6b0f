import { appendEvent } from './append-event';
import { parseChunk } from './chunk';
import type { Chunk, ContentPart, ToolCallDelta } from './chunk';
import { ApiError, isErrorBody, notOpenAi, parseErrorBody } from './errors';
import type { CompletionEvent, FinishReason } from './events';
import { isDone, type Frame } from './frames';
import { RepeatedChunk } from './repeated-chunk';
import { LONGEST_ANSWER, tooLarge } from './limits';
import type { ChatRequestTool } from './request';
import { ThinkTags } from './think-tags';
import { ToolCallTags } from './tool-call-tags';
import type { TaggedPart } from './tool-call-tags';
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

/**
 * Turns the frames of one answer into events, in the order in which they came. Deltas that are read before anyone
 * takes them are joined: a piece of the network that holds a thousand of them costs one event.
 */
export class CompletionReader {
  readonly #status: number;
  readonly #thinking = new ThinkTags();
  readonly #calls = new ToolCalls();
  /** Only while the server may have left calls in the text: it was offered tools, and has made no real call. */
  #tags: ToolCallTags | undefined;
  readonly #repeated = new RepeatedChunk();
  /** What servers count anew in every chunk; told once, before `finish` or when it comes later. */
  readonly #counts = { usage: new Latest(), timings: new Latest() };
  #finished = false;
  /** Characters that the answer may still have. */
  #room = LONGEST_ANSWER;
  #events: CompletionEvent[] = [];

  /** `status` is the HTTP status that errors are to carry, `tools` are those of the request. */
  constructor(status: number, tools: readonly ChatRequestTool[] = []) {
    this.#status = status;
    if (tools.length > 0) this.#tags = new ToolCallTags(tools);
  }

  /**
   * Reads what the frames say; true when `[DONE]` came, behind which nothing counts. Throws `ApiError` if one of them
   * reports a failure, or when the answer grows without end.
   */
  readAll(frames: readonly Frame[]): boolean {
    for (const frame of frames) {
      if (isDone(frame)) return true;
      this.#read(frame);
      if (this.#room < 0) throw tooLarge(this.#status);
    }
    return false;
  }

  #read(frame: Frame): void {
    if (frame.kind === 'comment') this.#tell({ type: 'keep-alive', comment: frame.text.trim() });
    else if (frame.kind === 'document') this.#readDocument(frame.text);
    else if (frame.data !== '' || frame.name === 'error') this.#readEvent(frame);
  }

  /** Reads what was held back; to be called when no more frames come, for whatever reason. */
  end(): void {
    this.#tellAnswer(this.#thinking.end());
    this.#tellParts(this.#tags?.end());
    this.#tellCounts();
  }

  /** The events read since they were last taken. */
  take(): CompletionEvent[] {
    const events = this.#events;
    if (events.length > 0) this.#events = [];
    return events;
  }

  #tell(event: CompletionEvent): void {
    const size = sizeOf(event);
    if (size > 0 && this.#room < 0) return;
    const room = this.#room;
    this.#room -= size;
    appendEvent(this.#events, this.#room < 0 ? cutTo(event, room) : event);
  }

  #tellAll(events: readonly CompletionEvent[]): void {
    for (const event of events) this.#tell(event);
  }

  #readDocument(text: string): void {
    const value = parseJson(text);
    const chunk = parseChunk(value);
    this.#readChunk(chunk);
    if (isErrorBody(value) || chunk.finishReason === 'error') throw this.#failure('http', text);
    if (!chunk.hasChoices) throw notOpenAi(this.#status, text);
  }

  #readEvent(frame: Frame & { kind: 'event' }): void {
    const part = frame.name === undefined ? this.#repeated.read(frame.data) : undefined;
    if (part) return this.#readPart(part);
    const value = parseJson(frame.data);
    const chunk = parseChunk(value);
    this.#repeated.learn(frame.data, chunk);
    this.#readChunk(chunk);
    const failed = frame.name === 'error' || isErrorBody(value) || chunk.finishReason === 'error';
    if (failed || value === undefined) throw this.#failure('stream', frame.data);
  }

  #failure(code: 'http' | 'stream', body: string): ApiError {
    return new ApiError(code, parseErrorBody(body, this.#status));
  }

  #readChunk(chunk: Chunk): void {
    const { promptProgress, parts, toolCalls, usage, timings, finishReason } = chunk;
    if (promptProgress) this.#tell({ type: 'prompt-progress', ...promptProgress });
    for (const part of parts) this.#readPart(part);
    if (toolCalls.length > 0) this.#readCalls(toolCalls);
    if (usage) this.#counts.usage.set({ type: 'usage', ...usage });
    if (timings) this.#counts.timings.set({ type: 'timings', timings });
    if (finishReason && finishReason !== 'error') this.#finish(finishReason);
    if (this.#finished) this.#tellCounts();
  }

  #readPart({ kind, text }: ContentPart): void {
    if (kind === 'text') this.#tellAnswer(this.#thinking.push(text));
    else this.#reasoning(text);
  }

  #readCalls(deltas: readonly ToolCallDelta[]): void {
    this.#tellParts(this.#tags?.end());
    this.#tags = undefined;
    this.#tellAll(this.#calls.read(deltas));
  }

  #tellAnswer(events: readonly CompletionEvent[]): void {
    for (const event of events) {
      if (event.type === 'text-delta' && this.#tags) this.#tellParts(this.#tags.push(event.text));
      else {
        // All text so far is meant, that which is held back too.
        if (event.type === 'text-was-reasoning') this.#tellParts(this.#tags?.end());
        this.#tell(event);
      }
    }
  }

  #tellParts(parts: readonly TaggedPart[] = []): void {
    for (const part of parts) {
      if ('text' in part) this.#tell({ type: 'text-delta', text: part.text });
      // Each is a call of its own, at a place that no server names.
      else this.#tellAll(this.#calls.read([{ index: -1 - this.#calls.count, ...part.call }]));
    }
  }

  #reasoning(text: string): void {
    this.#thinking.settle();
    this.#tell({ type: 'reasoning-delta', text });
  }

  #finish(wire: string): void {
    if (this.#finished) return;
    this.#finished = true;
    this.end();
    const reason = Object.hasOwn(finishReasons, wire) ? finishReasons[wire] : undefined;
    // vLLM says `stop` after a call that it was told to make.
    const stoppedForCalls = reason === 'stop' && this.#calls.count > 0;
    this.#tell({ type: 'finish', reason: stoppedForCalls ? 'tool-calls' : (reason ?? 'other') });
  }

  #tellCounts(): void {
    this.#tellAll(this.#counts.usage.take());
    this.#tellAll(this.#counts.timings.take());
  }
}

/** Characters that stay with the answer. A call costs some beside its words. */
function sizeOf(event: CompletionEvent): number {
  switch (event.type) {
    case 'text-delta':
    case 'reasoning-delta':
      return event.text.length;
    case 'tool-call-delta':
      return (
        16 + (event.id?.length ?? 0) + (event.name?.length ?? 0) + (event.arguments?.length ?? 0)
      );
    default:
      return 0;
  }
}

/** As much of the last event as there is room for; half a call would be another one. */
function cutTo(event: CompletionEvent, room: number): CompletionEvent {
  return 'text' in event ? { ...event, text: event.text.slice(0, room) } : event;
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
    if (!event) return [];
    this.#next = undefined;
    const telling = JSON.stringify(event);
    if (telling === this.#told) return [];
    this.#told = telling;
    return [event];
  }
}
