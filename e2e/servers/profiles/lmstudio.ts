import { raw } from '../scripted';
import { empty, json, list } from './answers';
import { allowedBy, noCors, openedOr } from './cors';
import { callInPieces, completionOf, streamLike } from './shapes';
import type { CorsRules, Facts, MakeProfile, Response } from './types';

const TOKEN_NEEDED =
  'An LM Studio API token is required to make requests to this server, but none was provided using the Authorization header';

/** LM Studio 0.4: CORS is a switch that is off as installed. */
export const lmstudio: MakeProfile = (facts) => {
  const { model, context } = facts;
  return {
    name: 'LM Studio',
    source:
      'protocol.md 1.1; the words for an unknown path and the status of its preflight are inferred there',
    basePath: '/v1',
    cors: openedOr(facts, opened, () => noCors(asAnyRequest)),
    auth: { guards: () => true, refusal: () => unauthorized },
    routes: {
      'GET /v1/models': list(
        { id: model, object: 'model', owned_by: 'organization_owner' },
        {
          id: 'text-embedding-nomic-embed-text-v1.5',
          object: 'model',
          owned_by: 'organization_owner',
        },
      ),
      'GET /api/v0/models': list(...older(facts)),
      'GET /api/v1/models': json(200, { models: native(facts) }),
    },
    unknown: ({ method, path }) => unexpected(method, path),
    chat: {
      refusals: {
        'bad-json': () => json(400, { error: 'Unexpected end of JSON input' }),
        'no-messages': () => json(400, { error: "'messages' field is required" }),
        overflow: ({ body }) => overflow(context, body['stream'] === true),
      },
      stream: streamLike(model, {
        headers: { 'Content-Type': 'text/event-stream' },
        first: undefined,
        reasoning: (reasoning) => ({ role: 'assistant', reasoning }),
        text: (content) => ({ role: 'assistant', content }),
        call: callInPieces(),
      }),
      complete: completionOf(model, 'reasoning'),
    },
  };
};

const unauthorized = json(401, {
  error: { type: 'invalid_request', code: 'invalid_api_key', message: TOKEN_NEEDED },
});

/** It answers 200 to what it does not know. */
const unexpected = (method: string, path: string): Response =>
  json(200, { error: `Unexpected endpoint or method. (${method} ${path})` });

/** With the switch off, a preflight is taken for the request itself. */
const asAnyRequest: CorsRules['preflight'] = () =>
  json(400, { error: "'messages' field is required" });

function opened(origins: string[]): CorsRules {
  const star = { 'Access-Control-Allow-Origin': '*' };
  return {
    allows: allowedBy(origins),
    readable: () => ({ ...star, 'Access-Control-Allow-Headers': '*' }),
    preflight: () =>
      empty(200, {
        ...star,
        'Access-Control-Allow-Headers': '*',
        'Access-Control-Allow-Methods': '*',
      }),
  };
}

/** In a stream it is an event of its own under status 200. */
function overflow(context: number, isStream: boolean): Response {
  const message = `Input does not fit in context length. The input has 31430 tokens, but the context length only supports ${String(context)} tokens.`;
  if (!isStream) return json(400, { error: message });
  const data = JSON.stringify({ error: { message }, message });
  return {
    status: 200,
    headers: { 'Content-Type': 'text/event-stream' },
    body: [raw(`event: error\ndata: ${data}\n\n`)],
  };
}

function older({ model, context }: Facts): object[] {
  const chat = {
    id: model,
    object: 'model',
    type: 'llm',
    publisher: 'lab',
    arch: 'llama',
    compatibility_type: 'gguf',
    quantization: 'Q4_K_M',
  };
  const limits = {
    state: 'loaded',
    max_context_length: context * 8,
    loaded_context_length: context,
  };
  const embedding = {
    ...chat,
    id: 'text-embedding-nomic-embed-text-v1.5',
    type: 'embeddings',
    state: 'not-loaded',
    max_context_length: 2048,
  };
  return [{ ...chat, ...limits, capabilities: ['tool_use'] }, embedding];
}

function native({ model, context }: Facts): object[] {
  const chat = {
    type: 'llm',
    publisher: 'lab',
    key: model,
    display_name: model,
    architecture: 'llama',
    quantization: { name: 'Q4_K_M', bits_per_weight: 4 },
    size_bytes: 3_918_848,
    params_string: '1M',
    loaded_instances: [{ id: model, config: { context_length: context, flash_attention: false } }],
    max_context_length: context * 8,
    format: 'gguf',
    capabilities: { vision: false, trained_for_tool_use: true },
    description: null,
  };
  const embedding = {
    ...chat,
    type: 'embedding',
    key: 'text-embedding-nomic-embed-text-v1.5',
    loaded_instances: [],
    max_context_length: 2048,
  };
  return [chat, embedding];
}
