import type { ChatRequestMessage, ChatRequestToolCall } from '../../protocol/openai/request';
import { argumentsOf } from '../tools/arguments';
import type { Message, ToolResult } from './types';

/** Said for a call that nobody has run: templates and servers want each call answered. */
const NOT_RUN = 'The tool was not run.';

/** Of servers with rules for ids Mistral's are the strictest: nine letters and digits. */
const ID_LENGTH = 9;

/**
 * What an answer with calls says, and what came back of each, in order. Models repeat ids, leave them out, and write
 * arguments that are no JSON, which a server that reads them refuses together with the whole chat: here each call has an
 * id of its own among `taken`, which grows, a name that the wire takes, and an object. The results say what was wrong.
 */
export function callMessages(
  { text, reasoning, toolCalls }: Message,
  taken: Set<string>,
): ChatRequestMessage[] {
  const calls = toolCalls.map((call): ChatRequestToolCall => {
    const args = argumentsOf(call.arguments);
    return {
      id: ownId(call.id, taken),
      name: wireName(call.name),
      arguments: args ? JSON.stringify(args) : '{}',
    };
  });
  return [
    { role: 'assistant', content: text, ...(reasoning && { reasoning }), toolCalls: calls },
    ...calls.map(({ id }, at): ChatRequestMessage => {
      const content = resultText(toolCalls[at]?.result);
      return { role: 'tool', content, toolCallId: id };
    }),
  ];
}

function ownId(given: string, taken: Set<string>): string {
  let id = given;
  for (let count = taken.size; id === '' || taken.has(id); count++) {
    id = `call${String(count).padStart(ID_LENGTH - 4, '0')}`;
  }
  taken.add(id);
  return id;
}

/** Names of tools that there are stay as they are; servers refuse others in what was said before, too. */
function wireName(name: string): string {
  return name.replace(/[^\w-]/g, '_').slice(0, 64) || 'unknown';
}

/** What the model gets for a call. */
export function resultText(result: ToolResult | undefined): string {
  if (!result) return NOT_RUN;
  const { text, cutFrom } = result;
  return cutFrom === undefined
    ? text
    : `${text}\n\n[Cut here: the whole result has ${String(cutFrom)} characters.]`;
}
