import type { ServerTimings } from './events';
import { isObject, type WireObject } from './wire';

/** One piece of the answer's content, in the order of the wire. */
export interface ContentPart {
  kind: 'text' | 'reasoning';
  text: string;
}

/** A tool call or a piece of one, as it came; what is empty, "null" or of a wrong type is absent. */
export interface ToolCallDelta {
  index?: number;
  id?: string;
  name?: string;
  arguments?: string;
}

export interface TokenUsage {
  promptTokens: number;
  completionTokens: number;
}

/** How many tokens of the prompt have been read, those in the cache included. */
export interface PromptProgress {
  processed: number;
  total: number;
}

/** A `chat.completion.chunk`, or a whole `chat.completion`, as far as we read it: its first choice. */
export interface Chunk {
  /** False when the value has no list of choices at all, not even an empty one. */
  hasChoices: boolean;
  parts: readonly ContentPart[];
  toolCalls: readonly ToolCallDelta[];
  finishReason?: string;
  usage?: TokenUsage;
  timings?: ServerTimings;
  promptProgress?: PromptProgress;
}

const none: readonly never[] = [];

/**
 * Reads any JSON value as a chunk: a wrong type reads as absent, so that one odd field costs nothing else, and of
 * several choices the first is read. By hand and not by a schema, because it runs once for each token.
 */
export function parseChunk(value: unknown): Chunk {
  const wire = objectIn(value) ?? {};
  const choices: unknown = wire['choices'];
  const first = Array.isArray(choices) ? firstChoice(choices) : undefined;
  // Some gateways send `message` where a chunk should have `delta`.
  const answer = objectIn(first?.['delta']) ?? objectIn(first?.['message']);
  const chunk: Chunk = {
    hasChoices: Array.isArray(choices),
    parts: answer ? readParts(answer) : none,
    toolCalls: answer ? readToolCalls(answer) : none,
  };
  const reason = first && filled(first['finish_reason']);
  if (reason !== undefined) chunk.finishReason = reason;
  readCounts(chunk, wire, first);
  return chunk;
}

function readCounts(chunk: Chunk, wire: WireObject, first: WireObject | undefined): void {
  const counted =
    objectIn(wire['usage']) ??
    objectIn(first?.['usage']) ??
    objectIn(objectIn(wire['x_groq'])?.['usage']);
  const usage = counted && readUsage(counted);
  if (usage) chunk.usage = usage;
  const timed = objectIn(wire['timings']);
  const timings = timed && readTimings(timed);
  if (timings) chunk.timings = timings;
  const progress = objectIn(wire['prompt_progress']);
  const promptProgress = progress && readProgress(progress);
  if (promptProgress) chunk.promptProgress = promptProgress;
}

function firstChoice(choices: readonly unknown[]): WireObject | undefined {
  for (let position = 0; position < choices.length; position += 1) {
    const choice = objectIn(choices[position]) ?? {};
    if (wireIndex(choice['index'] ?? position) === 0) return choice;
  }
  return undefined;
}

/** Reasoning first. A server that sends both of its names means the same text. */
function readParts(answer: WireObject): readonly ContentPart[] {
  const parts: ContentPart[] = [];
  const reasoning = textIn(answer['reasoning_content']) || textIn(answer['reasoning']);
  if (reasoning) parts.push({ kind: 'reasoning', text: reasoning });
  readContent(answer['content'], 'text', parts);
  const refusal = textIn(answer['refusal']);
  if (refusal) parts.push({ kind: 'text', text: refusal });
  return parts;
}

/** Mistral's content may be a list of `{type: 'thinking', thinking: […]}` and `{type: 'text', text}`. */
function readContent(content: unknown, kind: ContentPart['kind'], parts: ContentPart[]): void {
  if (typeof content === 'string') {
    if (content !== '') parts.push({ kind, text: content });
  } else if (Array.isArray(content)) {
    for (const part of content as unknown[]) {
      if (typeof part === 'string') readContent(part, kind, parts);
      else if (isObject(part)) readListed(part, kind, parts);
    }
  }
}

function readListed(part: WireObject, kind: ContentPart['kind'], parts: ContentPart[]): void {
  if (typeof part['text'] === 'string') readContent(part['text'], kind, parts);
  else readContent(part['thinking'], 'reasoning', parts);
}

function readToolCalls(answer: WireObject): readonly ToolCallDelta[] {
  const single = objectIn(answer['function_call']);
  const calls = answer['tool_calls'] ?? (single && { function: single });
  if (Array.isArray(calls)) return (calls as unknown[]).map((call) => readToolCall(objectIn(call)));
  return isObject(calls) ? [readToolCall(calls)] : none;
}

function readToolCall(call: WireObject = {}): ToolCallDelta {
  const delta: ToolCallDelta = {};
  const fn = objectIn(call['function']);
  const index = wireIndex(call['index']);
  const id = filled(call['id']);
  const name = filled(textIn(fn?.['name']) ?? call['name']);
  const args = readArguments(fn?.['arguments'] ?? call['arguments']);
  if (Number.isInteger(index) && index >= 0) delta.index = index;
  if (id !== undefined) delta.id = id;
  if (name !== undefined) delta.name = name;
  if (args) delta.arguments = args;
  return delta;
}

/** Also from a string of digits; NaN for what is no number. */
function wireIndex(value: unknown): number {
  return typeof value === 'object' ? NaN : Number(value);
}

/** Mistral sends the id "null", and sometimes the arguments as an object. */
function filled(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== 'null' ? value : undefined;
}

function readArguments(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
}

function readUsage(wire: WireObject): TokenUsage | undefined {
  const promptTokens = numberIn(wire['prompt_tokens']) ?? numberIn(wire['input_tokens']) ?? 0;
  const completionTokens =
    numberIn(wire['completion_tokens']) ?? numberIn(wire['output_tokens']) ?? 0;
  return promptTokens > 0 || completionTokens > 0 ? { promptTokens, completionTokens } : undefined;
}

function readTimings(wire: WireObject): ServerTimings | undefined {
  const read = {
    promptTokens: numberIn(wire['prompt_n']),
    promptPerSecond: numberIn(wire['prompt_per_second']),
    completionTokens: numberIn(wire['predicted_n']),
    completionPerSecond: numberIn(wire['predicted_per_second']),
  };
  const known = Object.entries(read).filter(([, value]) => value !== undefined);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** llama.cpp, when asked by `return_progress`; it comes in chunks that repeat the role (servers.md, SSE). */
function readProgress(wire: WireObject): PromptProgress | undefined {
  const processed = numberIn(wire['processed']);
  const total = numberIn(wire['total']);
  return processed === undefined || total === undefined ? undefined : { processed, total };
}

function objectIn(value: unknown): WireObject | undefined {
  return isObject(value) ? value : undefined;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
