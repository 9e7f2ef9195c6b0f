// What most systems share of a stream and of a completion; each profile says where it differs.
import type { Call, ChatRules, Part, Said, StreamShape } from './types';

const CREATED = 1_795_359_552;

/** The chunk of most systems; `choice` and `chunk` are what a system adds to each. */
export function chunkOf(
  model: string,
  more: { choice?: object; chunk?: object } = {},
): (part: Part) => object {
  return ({ place, delta, finish, usage }) => ({
    id: 'chatcmpl-profile',
    object: 'chat.completion.chunk',
    created: CREATED,
    model,
    ...more.chunk,
    choices: place === 'usage' ? [] : [{ index: 0, delta, ...more.choice, finish_reason: finish }],
    ...(place === 'usage' && { usage }),
  });
}

/** The whole call in one delta. */
export const wholeCall = (call: Call, index: number): object[] => [
  { tool_calls: [{ index, ...toToolCall(call, index) }] },
];

/**
 * First the call's name, then its arguments in pieces. `nameAlone`: the first delta has no arguments at all; `again` is what
 * every later piece repeats, `named` what it says of the name, `beside` what stands beside the calls in each delta.
 */
export function callInPieces({
  nameAlone = false,
  again = {},
  named = () => ({}),
  beside = {},
}: {
  nameAlone?: boolean;
  again?: object;
  named?: (call: Call) => object;
  beside?: object;
} = {}): StreamShape['call'] {
  return (call, index) => {
    const cuts = [call.arguments.slice(0, 1), call.arguments.slice(1, 8), call.arguments.slice(8)];
    const opening = nameAlone ? { name: call.name } : { name: call.name, arguments: cuts.shift() };
    const id = `call_${String(index)}`;
    const delta = (tool: object): object => ({ ...beside, tool_calls: [{ index, ...tool }] });
    return [
      delta({ id, type: 'function', function: opening }),
      ...cuts.map((piece) => delta({ ...again, function: { ...named(call), arguments: piece } })),
    ];
  };
}

/** Servers that do not parse reasoning leave its tags in the text. */
export const reasoningInTags: StreamShape['reasoning'] = (text, { first, last }) => ({
  content: `${first ? '<think>\n' : ''}${text}${last ? '</think>\n\n' : ''}`,
});

/** Where calls are not parsed, the model's own spelling of them stays in the text. */
export const callAsText: StreamShape['call'] = (call) => [
  { content: `<tool_call>\n{"name":"${call.name}","arguments":${call.arguments}}\n</tool_call>` },
];

/** A stream in the shape of OpenAI's, with what a system does differently. */
export function streamLike(model: string, changes: Partial<StreamShape> = {}): StreamShape {
  return {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8' },
    first: { role: 'assistant', content: '' },
    reasoning: (text) => ({ reasoning_content: text }),
    text: (text) => ({ content: text }),
    call: wholeCall,
    finish: 'own',
    usage: 'when-asked',
    chunk: chunkOf(model),
    done: true,
    ...changes,
  };
}

/** A completion in OpenAI's shape; `reasoning` names the field that holds the reasoning, if one does. */
export function completionOf(
  model: string,
  reasoning?: 'reasoning' | 'reasoning_content',
): ChatRules['complete'] {
  return (said, usage) => ({
    id: 'chatcmpl-profile',
    object: 'chat.completion',
    created: CREATED,
    model,
    choices: [{ index: 0, message: messageOf(said, reasoning), finish_reason: said.finish }],
    usage,
  });
}

function messageOf({ text, reasoning, calls }: Said, field: string | undefined): object {
  const tagged = !field && reasoning ? `<think>\n${reasoning}</think>\n\n${text}` : text;
  return {
    role: 'assistant',
    content: tagged,
    ...(field && reasoning && { [field]: reasoning }),
    ...(calls.length > 0 && { tool_calls: calls.map(toToolCall) }),
  };
}

export function toToolCall(call: Call, index: number): object {
  return { id: `call_${String(index)}`, type: 'function', function: call };
}
