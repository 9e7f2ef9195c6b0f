import type { ApiError } from '../errors';
import type { CompletionEvent } from '../events';
import type { ChatRequest } from '../request';
import { streamChat } from '../stream-chat';
import { replay } from './replay';
import type { Answer } from './replay';

export interface Outcome {
  /** What was answered, without the signs of life. */
  events: CompletionEvent[];
  /** Everything, in the order in which it came. */
  all: CompletionEvent[];
  error?: unknown;
}

const signs: readonly CompletionEvent['type'][] = ['opened', 'keep-alive', 'prompt-progress'];

export const anyRequest: ChatRequest = {
  model: 'parrot',
  messages: [{ role: 'user', content: 'Hello' }],
  stream: true,
};

/** Reads to the end; an error is part of the outcome, so that what came before it can be seen. */
export async function collect(stream: AsyncIterable<CompletionEvent>): Promise<Outcome> {
  const all: CompletionEvent[] = [];
  const outcome = () => ({ all, events: all.filter(({ type }) => !signs.includes(type)) });
  try {
    for await (const event of stream) all.push(event);
    return outcome();
  } catch (error) {
    return { ...outcome(), error };
  }
}

/** What `streamChat` makes of one answer. */
export async function outcomeOf(answer: Answer | string): Promise<Outcome> {
  const { fetch } = replay(typeof answer === 'string' ? { body: answer } : answer);
  return collect(streamChat(anyRequest, { baseUrl: 'http://localhost/v1', apiKey: '', fetch }));
}

/** The same for a stream that must not fail. */
export async function eventsOf(answer: Answer | string): Promise<CompletionEvent[]> {
  const { events, error } = await outcomeOf(answer);
  if (error) throw error;
  return events;
}

/** Frames of a stream, each value as JSON, strings as they are. */
export function frames(...values: unknown[]): string {
  const data = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return data.map((line) => `data: ${line}\n\n`).join('');
}

/** A chunk with one choice. */
export function chunk(delta: unknown, finish: string | null = null, rest: object = {}): object {
  return { choices: [{ index: 0, delta, finish_reason: finish }], ...rest };
}

/** Neighbouring pieces of the same text or the same call become one. */
export function merged(events: readonly CompletionEvent[]): CompletionEvent[] {
  const result: CompletionEvent[] = [];
  for (const event of events) {
    const last = result.at(-1);
    const both = last && together(last, event);
    if (both) result[result.length - 1] = both;
    else result.push(event);
  }
  return result;
}

function together(last: CompletionEvent, next: CompletionEvent): CompletionEvent | undefined {
  if ('text' in last && 'text' in next && last.type === next.type) {
    return { ...last, text: last.text + next.text };
  }
  if (last.type !== 'tool-call-delta' || next.type !== 'tool-call-delta') return undefined;
  if (last.index !== next.index) return undefined;
  return { ...last, ...next, arguments: (last.arguments ?? '') + (next.arguments ?? '') };
}

/** The fields of an `ApiError` that a test wants to see. */
export function errorFields(error: unknown): Partial<ApiError> {
  const { name, code, status, serverMessage, serverCode, body, message } = error as ApiError;
  return { name, code, status, serverMessage, serverCode, body, message };
}
