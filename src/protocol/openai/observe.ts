import { CompletionReader } from './completion-reader';
import type { Connection } from './connection';
import type { CompletionEvent } from './events';
import { FrameReader, isDone, type Frame } from './frames';
import { wholeText } from './http';
import type { ChatRequest } from './request';
import { postChat } from './stream-chat';
import { filledText, isObject, member, parseJson } from './wire';

/** One whole answer, and how it came. */
export interface Observation {
  events: CompletionEvent[];
  /** Whether it came as a stream of events rather than one document. */
  isStream: boolean;
  /** What carries the reasoning on the wire, e.g. `reasoning_content`; absent without any. */
  reasoningIn?: string;
}

/** Asks once and looks at the whole answer. Throws `ApiError` also for one that ends in a failure; aborts pass through. */
export async function observeChat(
  request: ChatRequest,
  connection: Connection,
): Promise<Observation> {
  const response = await postChat(request, connection);
  const reader = new FrameReader();
  const text = await wholeText(response, connection.signal);
  const frames = [...reader.feed(text), ...reader.end()].filter((frame) => !isDone(frame));
  const completion = new CompletionReader(response.status);
  completion.readAll(frames);
  completion.end();
  const events = completion.take();
  const reasoningIn = frames.map(reasoningMember).find((name) => name !== undefined);
  const isTagged = events.some(
    ({ type }) => type === 'reasoning-delta' || type === 'text-was-reasoning',
  );
  const isStream = frames.some(({ kind }) => kind === 'event');
  const name = reasoningIn ?? (isTagged ? '<think> in the text' : undefined);
  return { events, isStream, ...(name !== undefined && { reasoningIn: name }) };
}

/** The two names in use, and Mistral's list of content (protocol.md §0.9). */
function reasoningMember(frame: Frame): string | undefined {
  const choices = member(parseJson(frame.kind === 'event' ? frame.data : frame.text), 'choices');
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const message = member(choice, 'delta') ?? member(choice, 'message');
  const named = ['reasoning_content', 'reasoning'].find((name) =>
    filledText(member(message, name)),
  );
  if (named) return named;
  const content = member(message, 'content');
  const thinks =
    Array.isArray(content) && content.some((part) => isObject(part) && part['type'] === 'thinking');
  return thinks ? 'content of the type thinking' : undefined;
}
