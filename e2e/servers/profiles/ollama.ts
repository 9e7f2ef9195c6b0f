import { empty, json, openAiError, outside, text } from './answers';
import { allowedBy, isLocalOrigin } from './cors';
import { chunkOf, completionOf, streamLike } from './shapes';
import type { Asked, CorsRules, Facts, MakeProfile, Response } from './types';

const error = (status: number, message: string, type: string): Response =>
  openAiError(status, message, type);
const invalid = (message: string): Response => error(400, message, 'invalid_request_error');

const ALLOWED_HEADERS =
  'Authorization,Content-Type,User-Agent,Accept,X-Requested-With,Openai-Beta,X-Stainless-Arch,X-Stainless-Async,' +
  'X-Stainless-Custom-Poll-Interval,X-Stainless-Helper-Method,X-Stainless-Lang,X-Stainless-Os,X-Stainless-Package-Version,' +
  'X-Stainless-Poll-Helper,X-Stainless-Retry-Count,X-Stainless-Runtime,X-Stainless-Runtime-Version,X-Stainless-Timeout';

/** Ollama 0.33: only pages on this computer as installed; any key is ignored. */
export const ollama: MakeProfile = (facts) => {
  const { model, context } = facts;
  const trained = context * 2;
  const details = {
    format: 'gguf',
    family: 'llama',
    parameter_size: '1M',
    quantization_level: 'F32',
  };
  const tag = {
    name: model,
    model,
    size: 3_918_848,
    details: { ...details, context_length: trained },
  };
  const capabilities = ['completion', 'tools', 'thinking'];
  return {
    name: 'Ollama',
    source: 'servers.md, columns "Ollama"; protocol.md 1.2',
    basePath: '/v1',
    cors: cors(facts),
    routes: {
      'GET /v1/models': json(200, {
        object: 'list',
        data: [{ id: model, object: 'model', created: 1_795_359_552, owned_by: 'library' }],
      }),
      'GET /v1/models/': outside(empty(301, { Location: '/v1/models' })),
      'GET /': text(200, 'Ollama is running'),
      'GET /api/version': json(200, { version: '0.33.0' }),
      'GET /api/tags': json(200, { models: [{ ...tag, capabilities }] }),
      // What is loaded, with the context that it is served with; empty until a model is asked for.
      'GET /api/ps': json(200, {
        models: [{ name: model, model, details, context_length: context, size_vram: 0 }],
      }),
      'POST /api/show': ({ body }) =>
        body['model'] === model
          ? json(200, {
              details,
              capabilities,
              model_info: { 'general.architecture': 'llama', 'llama.context_length': trained },
            })
          : json(404, { error: `model '${String(body['model'])}' not found` }),
    },
    unknown: () => text(404, '404 page not found', 'text/plain'),
    chat: {
      ...(facts.cuts && { mostRead: context }),
      refusals: {
        'bad-json': () => invalid('unexpected EOF'),
        'no-model': () => invalid('model is required'),
        'no-messages': () => invalid('[] is too short - messages'),
        'empty-messages': () => invalid('[] is too short - messages'),
        'unknown-model': ({ body }) =>
          error(
            404,
            `model "${String(body['model'])}" not found, try pulling it first`,
            'not_found_error',
          ),
        image: () =>
          error(
            500,
            JSON.stringify({
              error: { code: 500, message: 'image input is not supported', type: 'server_error' },
            }),
            'api_error',
          ),
        // Recorded where the context cannot shift; elsewhere the oldest messages are dropped in silence.
        overflow: (request) =>
          facts.cuts ? undefined : invalid(JSON.stringify(runnerError(request, context))),
      },
      stream: streamLike(model, {
        headers: { 'Content-Type': 'text/event-stream' },
        reasoning: (reasoning) => ({ role: 'assistant', content: '', reasoning }),
        text: (content) => ({ role: 'assistant', content }),
        call: (call, index) => [
          {
            role: 'assistant',
            content: '',
            tool_calls: [
              { id: `call_k3j2h4g${String(index)}`, index, type: 'function', function: call },
            ],
          },
        ],
        first: undefined,
        chunk: chunkOf(model, { chunk: { system_fingerprint: 'fp_ollama' } }),
      }),
      complete: completionOf(model, 'reasoning'),
    },
  };
};

/** The runner's own error, which Ollama quotes as a string. */
function runnerError({ body }: Asked, context: number): object {
  const tokens = Math.ceil(JSON.stringify(body['messages']).length / 4);
  const message = `request (${String(tokens)} tokens) exceeds the available context size (${String(context)} tokens), try increasing it`;
  return {
    error: {
      code: 400,
      message,
      type: 'exceed_context_size_error',
      n_prompt_tokens: tokens,
      n_ctx: context,
    },
  };
}

/** gin-contrib/cors: another origin is refused whatever it asks, with nothing in the body (servers.md, CORS). */
function cors({ origins = [] }: Facts): CorsRules {
  const star = origins.includes('*');
  const allow = (origin: string): Record<string, string> =>
    origin ? { 'Access-Control-Allow-Origin': star ? '*' : origin } : {};
  const opened = allowedBy(origins);
  return {
    allows: (origin) => isLocalOrigin(origin) || opened(origin),
    readable: allow,
    preflight: (origin, _headers, allowed) =>
      allowed
        ? empty(204, {
            ...allow(origin),
            'Access-Control-Allow-Methods': 'GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS',
            'Access-Control-Allow-Headers': ALLOWED_HEADERS,
            'Access-Control-Max-Age': '43200',
          })
        : empty(403),
    forbidden: empty(403),
  };
}
