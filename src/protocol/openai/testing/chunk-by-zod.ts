import * as z from 'zod/mini';
import type { Chunk, ContentPart, TokenUsage, ToolCallDelta } from '../chunk';
import type { ServerTimings } from '../events';
import { isObject } from '../wire';

// Every member is total: a wrong type reads as absent, so that one odd field costs nothing else.
const text = z.catch(z.optional(z.string()), undefined);
const number = z.catch(z.optional(z.number()), undefined);
const anything = z.optional(z.unknown());

const toolFunction = z.catch(z.optional(z.object({ name: text, arguments: anything })), undefined);
const toolCall = z.catch(
  z.object({ index: anything, id: text, function: toolFunction, name: text, arguments: anything }),
  {},
);
const message = z.catch(
  z.optional(
    z.object({
      content: anything,
      refusal: text,
      reasoning: text,
      reasoning_content: text,
      tool_calls: anything,
      function_call: toolFunction,
    }),
  ),
  undefined,
);
const usage = z.catch(
  z.optional(
    z.object({
      prompt_tokens: number,
      completion_tokens: number,
      input_tokens: number,
      output_tokens: number,
    }),
  ),
  undefined,
);
const choice = z.catch(
  z.object({ index: anything, delta: message, message, finish_reason: text, usage }),
  {},
);
const timings = z.catch(
  z.optional(
    z.object({
      prompt_n: number,
      prompt_per_second: number,
      predicted_n: number,
      predicted_per_second: number,
    }),
  ),
  undefined,
);
/** llama.cpp, when asked by `return_progress`; it comes in chunks that repeat the role (servers.md, SSE). */
const promptProgress = z.catch(
  z.optional(z.object({ processed: z.number(), total: z.number() })),
  undefined,
);
const chunk = z.catch(
  z.object({
    choices: z.catch(z.optional(z.array(choice)), undefined),
    usage,
    x_groq: z.catch(z.optional(z.object({ usage })), undefined),
    timings,
    prompt_progress: promptProgress,
  }),
  {},
);

type Choice = z.infer<typeof choice>;
type Message = NonNullable<z.infer<typeof message>>;

/** The same as `parseChunk` by a schema: what it is to be equal to, and too slow to be asked for each token. */
export function chunkByZod(value: unknown): Chunk {
  const wire = chunk.parse(value);
  const first = wire.choices?.find((one, position) => Number(one.index ?? position) === 0);
  // Some gateways send `message` where a chunk should have `delta`.
  const answer = first?.delta ?? first?.message;
  const counted = readUsage(wire.usage ?? first?.usage ?? wire.x_groq?.usage);
  const timed = readTimings(wire.timings);
  return {
    hasChoices: wire.choices !== undefined,
    parts: answer ? readParts(answer) : [],
    toolCalls: answer ? readToolCalls(answer) : [],
    ...finishReason(first),
    ...(counted ? { usage: counted } : {}),
    ...(timed ? { timings: timed } : {}),
    ...(wire.prompt_progress ? { promptProgress: wire.prompt_progress } : {}),
  };
}

function finishReason(first: Choice | undefined): { finishReason?: string } {
  const reason = first?.finish_reason;
  return reason && reason !== 'null' ? { finishReason: reason } : {};
}

/** Reasoning first. A server that sends both of its names means the same text. */
function readParts(answer: Message): ContentPart[] {
  const reasoning = answer.reasoning_content || answer.reasoning || '';
  const content = readContent(answer.content);
  const refusal = answer.refusal ?? '';
  return [
    { kind: 'reasoning' as const, text: reasoning },
    ...content,
    { kind: 'text' as const, text: refusal },
  ].filter((part) => part.text !== '');
}

/** Mistral's content may be a list of `{type: 'thinking', thinking: […]}` and `{type: 'text', text}`. */
function readContent(content: unknown): ContentPart[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  if (!Array.isArray(content)) return [];
  return (content as unknown[]).flatMap((part): ContentPart[] => {
    if (typeof part === 'string') return [{ kind: 'text', text: part }];
    if (!isObject(part)) return [];
    if (typeof part['text'] === 'string') return [{ kind: 'text', text: part['text'] }];
    return readThinking(part['thinking']);
  });
}

function readThinking(thinking: unknown): ContentPart[] {
  return readContent(thinking).map((part) => ({ kind: 'reasoning', text: part.text }));
}

function readToolCalls(answer: Message): ToolCallDelta[] {
  const calls = answer.tool_calls ?? (answer.function_call && { function: answer.function_call });
  const list: unknown[] = Array.isArray(calls) ? calls : isObject(calls) ? [calls] : [];
  return list.map((call) => readToolCall(toolCall.parse(call)));
}

function readToolCall(call: z.infer<typeof toolCall>): ToolCallDelta {
  const index = Number(call.index ?? NaN);
  const id = filled(call.id);
  const name = filled(call.function?.name ?? call.name);
  const args = readArguments(call.function?.arguments ?? call.arguments);
  return {
    ...(Number.isInteger(index) && index >= 0 ? { index } : {}),
    ...(id ? { id } : {}),
    ...(name ? { name } : {}),
    ...(args ? { arguments: args } : {}),
  };
}

/** Mistral sends the id "null", and sometimes the arguments as an object. */
function filled(value: string | undefined): string | undefined {
  return value && value !== 'null' ? value : undefined;
}

function readArguments(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
}

function readUsage(wire: z.infer<typeof usage>): TokenUsage | undefined {
  const promptTokens = wire?.prompt_tokens ?? wire?.input_tokens ?? 0;
  const completionTokens = wire?.completion_tokens ?? wire?.output_tokens ?? 0;
  return promptTokens > 0 || completionTokens > 0 ? { promptTokens, completionTokens } : undefined;
}

function readTimings(wire: z.infer<typeof timings>): ServerTimings | undefined {
  if (!wire) return undefined;
  const read = {
    promptTokens: wire.prompt_n,
    promptPerSecond: wire.prompt_per_second,
    completionTokens: wire.predicted_n,
    completionPerSecond: wire.predicted_per_second,
  };
  const known = Object.entries(read).filter(([, value]) => value !== undefined);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
