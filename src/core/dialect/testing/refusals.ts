import { ApiError, parseErrorBody } from '../../../protocol/openai/errors';
import type { ChatRequest } from '../../../protocol/openai/request';
import { lessonsFrom } from '../lessons';

/** Everything that a request can carry, so that whatever is refused was sent. */
export const full: ChatRequest = {
  model: 'm',
  messages: [
    { role: 'system', content: 'Be short.' },
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'Hi', reasoning: 'A greeting.' },
    { role: 'user', content: 'Bye' },
  ],
  stream: true,
  includeUsage: true,
  maxTokens: 5000,
  temperature: 9,
  topP: 0.5,
  stop: ['a', 'b', 'c', 'd', 'e'],
  seed: 1,
  presencePenalty: 0.5,
  frequencyPenalty: 0.5,
  reasoningEffort: 'low',
  extra: { tools: [], n: 2, store: true, foo_bar: 1, parallel_tool_calls: false },
};

export function failure(body: unknown, status = 400): ApiError {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new ApiError('http', parseErrorBody(text, status));
}

export const taught = (error: unknown, request = full) =>
  lessonsFrom(error, request, 7).map(({ place, field, to, model }) =>
    [place, field, to && `→ ${to}`, model && `(${model})`].filter(Boolean).join(' '),
  );

export const TOOLS = ['body tools (m)'];

export const openAi = (message: string, more: object = {}) => ({
  error: { message, type: 'invalid_request_error', param: null, code: null, ...more },
});
export const forbidden = (...loc: unknown[]) => ({
  type: 'extra_forbidden',
  loc: ['body', ...loc],
  msg: 'Extra inputs are not permitted',
  input: 'Be short.',
});
