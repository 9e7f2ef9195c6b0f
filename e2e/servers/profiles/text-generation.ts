// text-generation-webui, and Hugging Face's text-generation-inference.
import { cut, raw } from '../scripted';
import { empty, json, list, text } from './answers';
import { open, starlette } from './cors';
import {
  chunkOf,
  completionOf,
  reasoningInTags,
  streamLike,
  toToolCall,
  wholeCall,
} from './shapes';
import type { CorsRules, MakeProfile, Response } from './types';

/** text-generation-webui: open to every page, and a chat that fails in stream mode breaks the connection. */
export const textGenerationWebui: MakeProfile = ({ model }) => ({
  name: 'text-generation-webui',
  source: 'protocol.md 1.7',
  basePath: '/v1',
  cors: withCredentials(starlette(['*'])),
  auth: {
    guards: (path) => path.startsWith('/v1'),
    refusal: () => json(401, { detail: 'Unauthorized' }),
  },
  routes: {
    'GET /v1/models': list({ id: model, object: 'model', created: 0, owned_by: 'user' }),
    'GET /v1/internal/model/info': json(200, {
      model_name: model,
      lora_names: [],
      loader: 'llama.cpp',
    }),
  },
  unknown: () => json(404, { detail: 'Not Found' }),
  chat: {
    refusals: {
      'bad-json': () =>
        json(422, {
          detail: [{ type: 'json_invalid', loc: ['body', 28], msg: 'JSON decode error' }],
        }),
      'no-messages': ({ body }) => (body['stream'] === true ? broken : noMessages),
      'empty-messages': ({ body }) => (body['stream'] === true ? broken : noMessages),
    },
    stream: streamLike(model, {
      prelude: ': ping - 2026-11-22 15:06:27.000000+00:00\n\n',
      // All calls come beside the finish reason.
      call: () => [],
      lastDelta: ({ calls }) =>
        calls.length > 0
          ? { tool_calls: calls.map((call, at) => ({ index: at, ...toToolCall(call, at) })) }
          : {},
    }),
    complete: completionOf(model, 'reasoning_content'),
  },
});

const noMessages = json(400, {
  error: {
    message: 'messages is required',
    type: 'InvalidRequestError',
    param: 'messages',
    code: null,
  },
});

/** The check runs after the headers were sent. */
const broken: Response = {
  status: 200,
  headers: { 'Content-Type': 'text/event-stream; charset=utf-8' },
  body: [cut()],
};

function withCredentials(rules: CorsRules): CorsRules {
  const credentials = { 'Access-Control-Allow-Credentials': 'true' };
  const add = (response: Response, more: Record<string, string>): Response => ({
    ...response,
    headers: { ...response.headers, ...more },
  });
  return {
    ...rules,
    readable: (origin) => ({ ...rules.readable(origin), ...(origin && credentials) }),
    preflight: (origin, ...rest) =>
      add(rules.preflight(origin, ...rest), {
        ...credentials,
        'Access-Control-Allow-Origin': origin,
      }),
  };
}

/** TGI: every page may read, but a preflight allows no key; its list is public. */
export const tgi: MakeProfile = ({ model, context }) => ({
  name: 'TGI',
  source: 'protocol.md 1.6',
  basePath: '/v1',
  cors: open(() => 'content-type', 200),
  auth: {
    guards: (path) => !/^\/(info|health|v1\/models|metrics|chat_tokenize)$/.test(path),
    refusal: () => empty(401),
  },
  routes: {
    'GET /v1/models': list({ id: model, object: 'model', created: 0, owned_by: model }),
    'GET /info': json(200, {
      model_id: model,
      model_pipeline_tag: 'text-generation',
      max_concurrent_requests: 128,
      max_stop_sequences: 4,
      max_input_tokens: context - 256,
      max_total_tokens: context,
      version: '3.3.7',
      docker_label: null,
    }),
    'GET /health': empty(200),
  },
  unknown: () => empty(404),
  chat: {
    refusals: {
      'bad-json': () => text(422, 'Failed to parse the request body as JSON'),
      'no-messages': () =>
        text(
          422,
          'Failed to deserialize the JSON body into the target type: missing field `messages`',
        ),
      overflow: ({ body }) => tgiOverflow(context, body['stream'] === true),
    },
    stream: streamLike(model, {
      headers: { 'Content-Type': 'text/event-stream' },
      first: undefined,
      text: (content) => ({ role: 'assistant', content }),
      reasoning: (...of) => ({ role: 'assistant', ...reasoningInTags(...of) }),
      call: (call) => wholeCall(call, 0).map((delta) => ({ role: 'assistant', ...delta })),
      finish: 'with-last',
      chunk: chunkOf(model, {
        chunk: { system_fingerprint: '3.3.7-native' },
        choice: { logprobs: null },
      }),
    }),
    complete: completionOf(model),
  },
});

/** A stream has begun before the prompt is looked at. */
function tgiOverflow(context: number, isStream: boolean): Response {
  const message = `Input validation error: \`inputs\` tokens + \`max_new_tokens\` must be <= ${String(context)}. Given: 5000 \`inputs\` tokens and 100 \`max_new_tokens\``;
  if (!isStream) return json(422, { error: message, error_type: 'validation' });
  const frame = JSON.stringify({ error: { message, http_status_code: 422 } });
  return {
    status: 200,
    headers: { 'Content-Type': 'text/event-stream' },
    body: [raw(`data: ${frame}\n\n`), raw('data: [DONE]\n\n')],
  };
}
