import { empty, json, openAiError, outside, text } from './answers';
import { starlette } from './cors';
import { callInPieces, streamLike, toToolCall } from './shapes';
import type { ChatRules, Facts, MakeProfile, Part, Response, Said } from './types';

const bad = (status: number, message: string, type: string, param: string | null): Response =>
  openAiError(status, message, type, { param, code: status });

/** FastAPI's own words for a path that is not there. */
export const notFound = json(404, { detail: 'Not Found' });

/** An exception that nobody caught leaves around the CORS layer. */
export const crash = outside(text(500, 'Internal Server Error'));

/** FastAPI's own answer to a GET on a route for POST. */
export const methodNotAllowed = json(405, { detail: 'Method Not Allowed' }, { Allow: 'POST' });

/** The key is checked around the CORS layer: a page cannot read this 401 (protocol.md 1.4; recording vllm-star-apikey/30). */
export const unauthorizedOutside = outside(json(401, { error: 'Unauthorized' }));

/** vLLM 0.32: closed to pages as installed (servers.md; recordings vllm, vllm-allowed-origin, vllm-star-apikey). */
export const vllm: MakeProfile = (facts) => ({
  name: 'vLLM',
  source: 'recordings vllm, vllm-allowed-origin, vllm-star-apikey; protocol.md 1.4',
  basePath: '/v1',
  cors: starlette(facts.origins ?? []),
  auth: { guards: (path) => path.startsWith('/v1'), refusal: () => unauthorizedOutside },
  routes: {
    'GET /v1/models': json(200, { object: 'list', data: [modelCard(facts)] }),
    'GET /v1/models/': redirectToModels,
    'GET /version': json(200, { version: '0.32.0' }),
    'GET /health': empty(200),
    'GET /ping': empty(200),
    'GET /v1/chat/completions': methodNotAllowed,
  },
  unknown: () => notFound,
  chat: vllmChat(facts),
});

/** Starlette sends a path with a slash too many on to an absolute http address (recording vllm/46). */
export function redirectToModels({ headers }: { headers: Record<string, unknown> }): Response {
  return empty(307, { Location: `http://${String(headers['host'])}/v1/models` });
}

export function modelCard({ model, context }: Facts, owner = 'vllm'): object {
  return {
    id: model,
    object: 'model',
    created: 1_795_359_986,
    owned_by: owner,
    root: `models/${model}`,
    parent: null,
    max_model_len: context,
    permission: [
      {
        id: 'modelperm-b5c2ef175c45d30c',
        object: 'model_permission',
        created: 1_795_359_986,
        allow_create_engine: false,
        allow_sampling: true,
        allow_logprobs: true,
        allow_search_indices: false,
        allow_view: true,
        allow_fine_tuning: false,
        organization: '*',
        group: null,
        is_blocking: false,
      },
    ],
  };
}

/** Started with a reasoning parser and a tool parser; else both stay in the text. */
function vllmChat({ model, context, withoutTools }: Facts): ChatRules {
  const tooLong = `This model's maximum context length is ${String(context)} tokens. However, your prompt contains more. Please reduce the length of the input prompt. (parameter=input_text)`;
  return {
    refusals: {
      'bad-json': () => bad(400, '1 validation error: JSON decode error', 'Bad Request', 'body.28'),
      'no-messages': () =>
        bad(400, '1 validation error: Field required', 'Bad Request', 'body.messages'),
      'empty-messages': () => bad(400, 'messages must not be empty', 'BadRequestError', null),
      'unknown-model': ({ body }) =>
        bad(
          404,
          `The model \`${String(body['model'])}\` does not exist. Valid aliases: ${model}.`,
          'NotFoundError',
          'model',
        ),
      temperature: () =>
        bad(400, 'temperature must be in [0, 2]', 'BadRequestError', 'temperature'),
      'max-tokens': ({ body }) =>
        Number(body['max_tokens']) > context
          ? bad(
              400,
              `max_tokens=${String(body['max_tokens'])} cannot be greater than max_model_len=${String(context)}. Please request fewer output tokens. (parameter=max_tokens)`,
              'BadRequestError',
              'max_tokens',
            )
          : undefined,
      // Recording vllm-allowed-origin/13.
      tools: () =>
        withoutTools
          ? bad(
              400,
              '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
              'BadRequestError',
              null,
            )
          : undefined,
      image: () => bad(400, `${model} is not a multimodal model`, 'BadRequestError', null),
      overflow: () => bad(400, tooLong, 'BadRequestError', 'input_text'),
    },
    stream: streamLike(model, {
      reasoning: (words) => ({ reasoning: words }),
      // The name's delta has no arguments at all (servers.md, SSE).
      call: callInPieces({ nameAlone: true, beside: { content: null } }),
      finish: 'with-last',
      chunk: (part) => chunk(model, part),
    }),
    complete: (said, usage) => complete(model, said, usage),
  };
}

const FINGERPRINT = { system_fingerprint: 'vllm-0.32.0-cea36e73' };

/** Recordings vllm-allowed-origin/11 and /12. */
function chunk(model: string, { place, delta, finish, usage, usageAsked }: Part): object {
  const head = {
    id: 'chatcmpl-90cf71b03a149304',
    object: 'chat.completion.chunk',
    created: 1_795_359_988,
    model,
  };
  const completionDetails = { completion_tokens_details: { reasoning_tokens: 4 } };
  if (place === 'usage') {
    return { ...head, choices: [], usage: { ...usage, ...completionDetails }, ...FINGERPRINT };
  }
  const choice = {
    index: 0,
    delta,
    logprobs: null,
    finish_reason: finish,
    ...(place === 'last' && { stop_reason: null }),
    ...(place !== 'first' && { token_ids: null }),
  };
  return {
    ...head,
    choices: [choice],
    ...(place === 'first' && { prompt_token_ids: null, prompt_text: null }),
    ...(place === 'last' && !usageAsked && FINGERPRINT),
  };
}

/** Recordings vllm-allowed-origin/10; with calls: vllm/17. */
function complete(model: string, said: Said, usage: object): object {
  const message = {
    role: 'assistant',
    // Reasoning that the token limit cut off leaves no text at all.
    content: said.text || null,
    refusal: null,
    annotations: null,
    audio: null,
    function_call: null,
    ...(said.calls.length > 0 && { tool_calls: said.calls.map(toToolCall) }),
    reasoning: said.reasoning,
  };
  const choice = {
    index: 0,
    message,
    logprobs: null,
    finish_reason: said.finish,
    stop_reason: null,
    token_ids: null,
    routed_experts: null,
  };
  return {
    id: 'chatcmpl-bda9a43362374dc7',
    object: 'chat.completion',
    created: 1_795_359_987,
    model,
    choices: [choice],
    service_tier: null,
    ...FINGERPRINT,
    usage: {
      ...usage,
      prompt_tokens_details: null,
      completion_tokens_details: { reasoning_tokens: 4 },
    },
    prompt_logprobs: null,
    prompt_token_ids: null,
    prompt_text: null,
    kv_transfer_params: null,
    ec_transfer_params: null,
    metrics: null,
  };
}
