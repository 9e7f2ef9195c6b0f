import type { CompletionEvent } from '../../protocol/openai/events';
import type { ChatRequest, ChatRequestMessage } from '../../protocol/openai/request';
import type { ServerKind } from '../servers/types';
import type { Message } from './types';

/**
 * How a cut answer is gone on with. `prefill`: the server takes the last message as the beginning of its answer;
 * `ask`: it is asked in words.
 */
type Continuation = 'prefill' | 'ask';

/**
 * How an answer of this server is best continued. One with reasoning is asked for: llama.cpp refuses a prefill where
 * thinking is on ("Assistant response prefill is incompatible with enable_thinking", ggml-org/llama.cpp#15404).
 */
function continuationFor(
  kind: ServerKind | undefined,
  answer: Pick<Message, 'text' | 'reasoning'>,
): Continuation {
  const canPrefill = kind !== undefined && Object.hasOwn(prefills, kind);
  return canPrefill && answer.text !== '' && answer.reasoning === '' ? 'prefill' : 'ask';
}

/** What makes a server take the last message as a beginning, beside its being the last one. */
interface Prefill {
  extra?: ChatRequest['extra'];
  /** The message itself says so. */
  prefix?: true;
}

const untold: Prefill = {};
const prefills: Partial<Record<ServerKind, Prefill>> = {
  // Goes on in mid-sentence; without streaming it repeats the beginning (recording 62-prefill-assistant-last).
  'llama-cpp': untold,
  'llama-cpp-router': untold,
  ollama: untold,
  // Both default to a new turn (vLLM's chat completion parameters; Aphrodite has the same).
  vllm: { extra: { continue_final_message: true, add_generation_prompt: false } },
  aphrodite: { extra: { continue_final_message: true, add_generation_prompt: false } },
  // docs.mistral.ai, AssistantMessage.prefix.
  mistral: { prefix: true },
};

const ASK =
  'Your last answer was cut off. Go on exactly where it ended, with the very next characters. Repeat nothing and add no introduction.';

/** The request with what continues its last message, an answer. */
function continuing(
  request: ChatRequest,
  continuation: Continuation,
  kind: ServerKind | undefined,
): ChatRequest {
  if (continuation === 'ask') {
    return { ...request, messages: [...request.messages, { role: 'user', content: ASK }] };
  }
  const { extra, prefix } = (kind && prefills[kind]) ?? untold;
  return {
    ...request,
    ...(prefix && { messages: marked(request.messages) }),
    ...(extra && { extra: { ...extra, ...request.extra } }),
  };
}

function marked(messages: readonly ChatRequestMessage[]): ChatRequestMessage[] {
  const last = messages.length - 1;
  return messages.map((message, at) => (at === last ? { ...message, prefix: true } : message));
}

/**
 * Asks for the rest of an answer: the events of `open` without the beginning that it was given. A server that refuses the
 * prefill before anything has arrived is asked in words.
 */
export async function* continued(
  answer: Pick<Message, 'text' | 'reasoning'>,
  kind: ServerKind | undefined,
  open: (change: (request: ChatRequest) => ChatRequest) => AsyncIterable<CompletionEvent>,
): AsyncGenerator<CompletionEvent, void, undefined> {
  // The answer itself grows meanwhile.
  const beginning = answer.text;
  const ask = (continuation: Continuation): AsyncGenerator<CompletionEvent, void, undefined> =>
    withoutEcho(
      open((request) => continuing(request, continuation, kind)),
      beginning,
    );
  const first = continuationFor(kind, answer);
  let hasArrived = false;
  try {
    for await (const event of ask(first)) {
      hasArrived ||= event.type === 'text-delta' || event.type === 'reasoning-delta';
      yield event;
    }
  } catch (error) {
    const isRefused = error instanceof Error && 'status' in error && error.status === 400;
    if (first === 'ask' || hasArrived || !isRefused) throw error;
    yield* ask('ask');
  }
}

/**
 * The events of a continuation without the beginning that it was given: some servers repeat it before what is new, and so
 * does many a model that was asked in words. Text is held back only as long as it may still be that.
 */
async function* withoutEcho(
  events: AsyncIterable<CompletionEvent>,
  beginning: string,
): AsyncGenerator<CompletionEvent, void, undefined> {
  let held: string | undefined = '';
  for await (const event of events) {
    if (held === undefined) {
      yield event;
      continue;
    }
    if (event.type === 'text-delta') {
      held += event.text;
      if (beginning.startsWith(held) && held.length < beginning.length) continue;
      const text: string = held.startsWith(beginning) ? held.slice(beginning.length) : held;
      held = undefined;
      if (text) yield { type: 'text-delta', text };
      continue;
    }
    if (event.type === 'finish' && held) {
      yield { type: 'text-delta', text: held };
      held = undefined;
    }
    yield event;
  }
  if (held) yield { type: 'text-delta', text: held };
}
