import { json, list, openAiError } from './answers';
import { starlette } from './cors';
import { detailed, TIMINGS } from './llamacpp';
import { callInPieces, streamLike, toToolCall } from './shapes';
import type { Asked, CorsRules, MakeProfile, Part, Response, Said, Usage } from './types';
import { methodNotAllowed, notFound, redirectToModels } from './vllm';

/** The LiteLLM proxy 1.106 over a llama.cpp server. */
export const litellm: MakeProfile = (facts) => {
  const { model, context, origins = ['*'] } = facts;
  const error = (status: number, message: string, type: string, param: string | null): Response =>
    openAiError(status, message, type, { param, code: String(status) });
  const invalid = (message: string, param: string): Response =>
    error(400, message, 'invalid_request_error', param);
  const unknownModel = ({ body }: Asked): Response => {
    const asked = typeof body['model'] === 'string' ? body['model'] : 'None';
    const words = `/chat/completions: Invalid model name passed in model=${asked}.`;
    const more = { param: null, code: '400', provider_specific_fields: { error: words } };
    return openAiError(400, words, 'invalid_request_error', more);
  };
  const models = list({
    id: model,
    object: 'model',
    created: 1_677_610_602,
    owned_by: 'openai',
    max_input_tokens: context,
  });
  const info = json(200, {
    data: [
      {
        model_name: model,
        litellm_params: { model: `openai/${model}` },
        model_info: {
          max_input_tokens: context,
          max_tokens: null,
          mode: 'chat',
          supports_vision: false,
          supports_function_calling: true,
        },
      },
    ],
  });
  return {
    name: 'LiteLLM',
    source: 'recordings litellm; servers.md, columns "LiteLLM"; protocol.md 1.10',
    basePath: '/v1',
    cors: exposing(starlette(origins)),
    auth: {
      guards: (path) => /^(\/v1)?\/(models|model\/info|chat\/completions|health)\/?$/.test(path),
      // Without a database it cannot look a key up: a wrong one is no 401.
      refusal: (authorization) =>
        authorization.trim() && authorization.trim() !== 'Bearer'
          ? error(400, 'No connected db.', 'no_db_connection', null)
          : error(401, 'Authentication Error, No api key passed in.', 'auth_error', 'None'),
    },
    routes: {
      'GET /v1/models': models,
      'GET /models': models,
      'GET /v1/models/': redirectToModels,
      'GET /v1/model/info': info,
      'GET /model/info': info,
      'GET /health': json(200, {
        healthy_endpoints: [{ api_base: '', model: `openai/${model}`, model_id: '' }],
        unhealthy_endpoints: [],
        healthy_count: 1,
        unhealthy_count: 0,
      }),
      'GET /v1/chat/completions': methodNotAllowed,
    },
    unknown: () => notFound,
    chat: {
      refusals: {
        'bad-json': () => invalid('Invalid JSON payload: unexpected end of data', 'request_body'),
        'no-messages': () =>
          invalid("/chat/completions: Missing required parameter: 'messages'.", 'messages'),
        'no-model': unknownModel,
        'unknown-model': unknownModel,
        image: () =>
          error(
            500,
            'litellm.InternalServerError: image input is not supported',
            'internal_server_error',
            null,
          ),
        overflow: () =>
          error(
            400,
            `litellm.ContextWindowExceededError: request (5000 tokens) exceeds the available context size (${String(context)} tokens), try increasing it`,
            'invalid_request_error',
            null,
          ),
      },
      stream: streamLike(model, {
        headers: {
          'Content-Type': 'text/event-stream; charset=utf-8',
          'x-litellm-version': '1.106.2',
        },
        first: { role: 'assistant' },
        call: callInPieces({ again: { type: 'function' } }),
        chunk: (part) => litellmChunk(model, part),
      }),
      complete: (said, usage) => litellmCompletion(model, said, usage),
    },
  };
};

const EXPOSED = [
  'semantic-filter',
  'semantic-filter-tools',
  'adaptive-router-model',
  'applied-guardrails',
  'guardrail-scan-id',
  'guardrail-scan-metadata',
  'cache-key',
].map((name) => `x-litellm-${name}`);

function exposing(rules: CorsRules): CorsRules {
  const expose = { 'Access-Control-Expose-Headers': EXPOSED.join(', ') };
  return {
    ...rules,
    readable: (origin) => ({ ...rules.readable(origin), ...(origin && expose) }),
  };
}

/** What the server behind it says of itself is passed on, beside fields of its own. */
function litellmCompletion(model: string, said: Said, usage: Usage): object {
  return {
    id: 'chatcmpl-profile',
    created: 1_795_359_552,
    model,
    object: 'chat.completion',
    system_fingerprint: 'b0-unknown',
    choices: [
      {
        finish_reason: said.finish,
        index: 0,
        message: {
          content: said.text,
          role: 'assistant',
          reasoning_content: said.reasoning,
          ...(said.calls.length > 0 && { tool_calls: said.calls.map(toToolCall) }),
          provider_specific_fields: { refusal: null },
        },
        provider_specific_fields: {},
      },
    ],
    usage: detailed(usage),
    timings: TIMINGS,
  };
}

const DETAILS = { reasoning_tokens: 5, text_tokens: 7 };

/** No finish reason but in the last chunk, and the usage beside a choice. */
function litellmChunk(model: string, { place, delta, finish, usage }: Part): object {
  const choice = { index: 0, delta, ...(finish !== null && { finish_reason: finish }) };
  return {
    id: 'chatcmpl-profile',
    created: 1_795_359_552,
    model,
    object: 'chat.completion.chunk',
    system_fingerprint: 'b0-unknown',
    choices: [choice],
    ...(place === 'usage' && { usage: { ...detailed(usage), completion_tokens_details: DETAILS } }),
  };
}
