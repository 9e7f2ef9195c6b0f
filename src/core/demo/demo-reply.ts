import { scriptFor, scriptForToolResult, type DemoScript } from './demo-scripts';

/** The demo's second model; it reasons before every answer. */
export const thinkerId = 'patchbay-demo-thinker';

interface CallDelta {
  id?: string;
  function: { name?: string; arguments: string };
}

interface Delta {
  content?: string;
  reasoning_content?: string;
  tool_calls?: CallDelta[];
}

export type DemoFinish = 'stop' | 'length' | 'tool_calls';

/** A whole answer, decided before its first byte: what is streamed, or sent at once. */
export interface DemoReply {
  /** One delta for each token. */
  deltas: Delta[];
  finish: DemoFinish;
  message: Record<string, unknown>;
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
}

export interface DemoQuestion {
  model: string;
  /** Role and text of the last message; of the conversation only its size matters. */
  last: { role: string; text: string };
  promptLength: number;
  maxTokens: number | undefined;
}

/** The answer to a question: always the same for the same words. */
export function demoReply(question: DemoQuestion): DemoReply {
  const { role, text } = question.last;
  const script = role === 'tool' ? scriptForToolResult(text) : scriptFor(text);
  const reasons = question.model === thinkerId || /reason|\bthink/i.test(text);
  const all = [...(reasons ? reasoningDeltas(script) : []), ...answerDeltas(script)];
  const deltas = all.slice(0, question.maxTokens ?? all.length);
  const cut = deltas.length < all.length;
  return {
    deltas,
    finish: cut ? 'length' : script.toolCall ? 'tool_calls' : 'stop',
    message: wholeMessage(deltas),
    usage: usage(Math.ceil(question.promptLength / 4), deltas.length),
  };
}

function reasoningDeltas(script: DemoScript): Delta[] {
  return tokens(script.reasoning).map((reasoning_content) => ({ reasoning_content }));
}

function answerDeltas({ text, toolCall }: DemoScript): Delta[] {
  const deltas: Delta[] = tokens(text).map((content) => ({ content }));
  if (!toolCall) return deltas;
  const head = {
    id: 'call_demo_1',
    type: 'function',
    function: { name: toolCall.name, arguments: '' },
  };
  const parts = tokens(toolCall.arguments).map((part) => ({ function: { arguments: part } }));
  const calls = [head, ...parts].map((call) => ({ tool_calls: [{ index: 0, ...call }] }));
  return [...deltas, ...calls];
}

/** Pieces of about a token's size; together they are the text again. */
function tokens(text: string): string[] {
  return text.match(/\s*[^\s]{1,5}|\s+$/gu) ?? [];
}

function wholeMessage(deltas: readonly Delta[]): Record<string, unknown> {
  const reasoning = joined(deltas, 'reasoning_content');
  const calls = wholeToolCalls(deltas);
  return {
    role: 'assistant',
    content: joined(deltas, 'content'),
    ...(reasoning && { reasoning_content: reasoning }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

function joined(deltas: readonly Delta[], field: 'content' | 'reasoning_content'): string {
  return deltas.map((delta) => delta[field] ?? '').join('');
}

function wholeToolCalls(deltas: readonly Delta[]): object[] {
  const parts = deltas.flatMap((delta) => delta.tool_calls ?? []);
  const [head] = parts;
  if (!head) return [];
  const text = parts.map((part) => part.function.arguments).join('');
  return [{ id: head.id, type: 'function', function: { ...head.function, arguments: text } }];
}

function usage(prompt_tokens: number, completion_tokens: number): DemoReply['usage'] {
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}
