import type { ChatRequest } from '../../protocol/openai/request';

/** The request with its schema at the end of the system prompt: for servers that take none in a field of its own. */
export function withSchemaInWords(request: ChatRequest): ChatRequest {
  const { responseSchema, messages } = request;
  if (!responseSchema) return request;
  const words =
    'Answer with JSON alone that fits this JSON Schema, without Markdown and without any other words:\n' +
    JSON.stringify(responseSchema);
  const [first, ...others] = messages;
  const { role, content } = first ?? {};
  const sent =
    first && role === 'system' && typeof content === 'string'
      ? [{ ...first, content: `${content}\n\n${words}` }, ...others]
      : [{ role: 'system' as const, content: words }, ...messages];
  return { ...request, messages: sent };
}
