import type { ChatRequestMessage, ChatRequestToolCall } from './request';

/**
 * A message without its calls, or what a call gave, as words: for servers that know neither. The words are those of the
 * Hermes and Qwen models, which others read as well.
 */
export function callsInWords(message: ChatRequestMessage): ChatRequestMessage {
  const { role, content, toolCalls = [] } = message;
  if (typeof content !== 'string') return message;
  if (role === 'tool') return { role, content: `<tool_response>\n${content}\n</tool_response>` };
  if (toolCalls.length === 0) return message;
  const { toolCalls: _, ...rest } = message;
  return { ...rest, content: [content, ...toolCalls.map(inWords)].filter(Boolean).join('\n') };
}

function inWords({ name, arguments: args }: ChatRequestToolCall): string {
  return `<tool_call>\n{"name": ${JSON.stringify(name)}, "arguments": ${args}}\n</tool_call>`;
}

const LENGTH = 9;
const isShort = new RegExp(`^[a-zA-Z0-9]{${LENGTH}}$`);

/**
 * An id as Mistral takes it: nine letters and digits. The same for the same id, so that results find their calls, and
 * others for others as far as nine letters can tell.
 */
export function shortId(id: string): string {
  if (isShort.test(id)) return id;
  // FNV-1a, twice from two starts.
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < id.length; at++) {
    a = Math.imul(a ^ id.charCodeAt(at), 0x01000193);
    b = Math.imul(b ^ id.charCodeAt(at), 0x85ebca6b);
  }
  const text = (a >>> 0).toString(36).padStart(7, '0') + (b >>> 0).toString(36).padStart(7, '0');
  return text.slice(0, 5) + text.slice(-4);
}
