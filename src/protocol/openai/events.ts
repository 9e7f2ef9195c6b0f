/** Why a completion ended, in our spelling; `other` keeps what a server invents (`eos`, `model_length`, …) from being lost. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other';

/** Server-side timings of one completion, as llama.cpp sends them; rates in tokens per second. */
export interface ServerTimings {
  promptTokens?: number;
  promptPerSecond?: number;
  completionTokens?: number;
  completionPerSecond?: number;
}

/**
 * A piece of what is answered. `text-was-reasoning` says that all text so far was reasoning: a template
 * swallowed the opening `<think>` and only the closing tag arrived.
 */
export type AnswerEvent =
  | { type: 'text-delta' | 'reasoning-delta'; text: string }
  | { type: 'text-was-reasoning' }
  | { type: 'tool-call-delta'; index: number; id?: string; name?: string; arguments?: string }
  | { type: 'usage'; promptTokens: number; completionTokens: number }
  | { type: 'timings'; timings: ServerTimings }
  | { type: 'finish'; reason: FinishReason };

/**
 * What tells that the server is at work, and is no part of the answer: the headers of a good answer came,
 * a comment in the stream (`: ping`, `: OPENROUTER PROCESSING`, a bare `:`), or how much of the prompt
 * llama.cpp has read (`processed` counts what was cached too).
 */
export type SignOfLife =
  | { type: 'opened' }
  | { type: 'keep-alive'; comment: string }
  | { type: 'prompt-progress'; processed: number; total: number };

/** One step of a running completion. A stream that ends without a `finish` event was cut off. */
export type CompletionEvent = AnswerEvent | SignOfLife;
