import type { CompletionEvent, FinishReason } from '../events';
import type { ListedModel } from '../models';
import { merged } from './collect';
import type { Recording } from './recordings';

/**
 * A second reader of the recordings, without the parser: the whole body at once, split into lines,
 * each parsed and mapped in the plainest way. It knows only what the recorded servers send.
 */
export function naiveEvents(recording: Recording): CompletionEvent[] {
  const text = Buffer.from(recording.body).toString('utf8');
  const lines = text.startsWith('{') ? [`data: ${text}`] : text.split('\n');
  const events: CompletionEvent[] = [{ type: 'opened' }];
  let counts: CompletionEvent[] = [];
  for (const line of lines) {
    if (line.startsWith(':')) events.push({ type: 'keep-alive', comment: line.slice(1).trim() });
    if (!line.startsWith('data: ') || line === 'data: [DONE]') continue;
    const chunk = JSON.parse(line.slice('data: '.length)) as NaiveChunk;
    if (chunk.prompt_progress) events.push(naiveProgress(chunk.prompt_progress));
    const choice = chunk.choices.find((one) => one.index === 0);
    events.push(...naiveContent(choice?.delta ?? choice?.message ?? {}));
    if (chunk.usage)
      counts = [...counts.filter((c) => c.type !== 'usage'), naiveUsage(chunk.usage)];
    if (chunk.timings)
      counts = [...counts.filter((c) => c.type !== 'timings'), naiveTimings(chunk.timings)];
    const wire = choice?.finish_reason;
    if (wire) {
      events.push(...counts, naiveFinish(wire, events));
      counts = [];
    }
  }
  return merged([...events, ...counts])
    .flatMap(naiveThinking)
    .flatMap(naiveSwallowed);
}

/** The server's words of a recorded error. */
export function naiveWords(recording: Recording): string {
  const text = Buffer.from(recording.body).toString('utf8');
  if (text === '') return `${recording.status} ${recording.statusText}`;
  const body = JSON.parse(text) as { error?: string | { message: string }; detail?: string };
  if (typeof body.error === 'object') return body.error.message;
  return body.error ?? body.detail ?? '';
}

/** The models of a recorded list, as llama.cpp and vLLM write it. */
export function naiveModels(recording: Recording): ListedModel[] {
  const body = JSON.parse(Buffer.from(recording.body).toString('utf8')) as { data: NaiveModel[] };
  return body.data.map((model) =>
    model.meta
      ? {
          id: model.id,
          ownedBy: 'llamacpp',
          runtimeContext: model.meta.n_ctx,
          trainedContext: model.meta.n_ctx_train,
          quantization: model.meta.ftype,
          ...(model.meta.n_params > 1e6 && {
            parameterSize: `${(model.meta.n_params / 1e6).toFixed(0)}M`,
          }),
          vision: model.architecture?.input_modalities.includes('image') ?? false,
          chat: true,
        }
      : { id: model.id, ownedBy: 'vllm', runtimeContext: model.max_model_len ?? 0 },
  );
}

interface NaiveMessage {
  content?: string | null;
  reasoning?: string;
  reasoning_content?: string;
  tool_calls?: { index?: number; id?: string; function: { name?: string; arguments?: string } }[];
}
interface NaiveUsage {
  prompt_tokens: number;
  completion_tokens: number;
}
interface NaiveProgress {
  processed: number;
  total: number;
}
type NaiveTimings = Record<
  'prompt_n' | 'prompt_per_second' | 'predicted_n' | 'predicted_per_second',
  number
>;
interface NaiveChunk {
  choices: {
    index: number;
    delta?: NaiveMessage;
    message?: NaiveMessage;
    finish_reason: string | null;
  }[];
  usage?: NaiveUsage;
  timings?: NaiveTimings;
  prompt_progress?: NaiveProgress;
}
interface NaiveModel {
  id: string;
  max_model_len?: number;
  meta?: { n_ctx: number; n_ctx_train: number; n_params: number; ftype: string };
  architecture?: { input_modalities: string[] };
}

function naiveContent(message: NaiveMessage): CompletionEvent[] {
  const events: CompletionEvent[] = [];
  const reasoning = message.reasoning ?? message.reasoning_content;
  if (reasoning) events.push({ type: 'reasoning-delta', text: reasoning });
  if (message.content) events.push({ type: 'text-delta', text: message.content });
  for (const [position, call] of (message.tool_calls ?? []).entries()) {
    events.push({
      type: 'tool-call-delta',
      index: call.index ?? position,
      ...(call.id ? { id: call.id } : {}),
      ...call.function,
    });
  }
  return events;
}

function naiveUsage(usage: NaiveUsage): CompletionEvent {
  return {
    type: 'usage',
    promptTokens: usage.prompt_tokens,
    completionTokens: usage.completion_tokens,
  };
}

function naiveProgress({ processed, total }: NaiveProgress): CompletionEvent {
  return { type: 'prompt-progress', processed, total };
}

function naiveTimings(timings: NaiveTimings): CompletionEvent {
  return {
    type: 'timings',
    timings: {
      promptTokens: timings.prompt_n,
      promptPerSecond: timings.prompt_per_second,
      completionTokens: timings.predicted_n,
      completionPerSecond: timings.predicted_per_second,
    },
  };
}

function naiveFinish(wire: string, before: CompletionEvent[]): CompletionEvent {
  const called = before.some((event) => event.type === 'tool-call-delta');
  const reasons: Record<string, FinishReason> = { tool_calls: 'tool-calls', length: 'length' };
  return { type: 'finish', reason: reasons[wire] ?? (called ? 'tool-calls' : 'stop') };
}

/** Raw `<think>…</think>` in a whole text: every second piece of the split is reasoning. */
function naiveThinking(event: CompletionEvent): CompletionEvent[] {
  if (event.type !== 'text-delta') return [event];
  const pieces = event.text.split(/<think>(.*?)(?:<\/think>|$)/s);
  return pieces
    .map((text, at): CompletionEvent => ({ type: at % 2 ? 'reasoning-delta' : 'text-delta', text }))
    .filter((piece) => 'text' in piece && piece.text !== '');
}

/** A closing tag in an answer that has no reasoning otherwise: what came before it was reasoning. */
function naiveSwallowed(
  event: CompletionEvent,
  _at: number,
  all: CompletionEvent[],
): CompletionEvent[] {
  if (event.type !== 'text-delta' || all.some(({ type }) => type === 'reasoning-delta'))
    return [event];
  const pieces = event.text.split('</think>');
  if (pieces.length !== 2) return [event];
  const [before = '', after = ''] = pieces;
  return [
    { type: 'text-delta', text: before },
    { type: 'text-was-reasoning' },
    { type: 'text-delta', text: after },
  ];
}
