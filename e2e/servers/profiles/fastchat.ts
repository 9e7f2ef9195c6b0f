import { json, list } from './answers';
import { olderStarlette } from './cors';
import { callAsText, completionOf, reasoningInTags, streamLike } from './shapes';
import type { MakeProfile, Response } from './types';
import { crash, methodNotAllowed, modelCard, notFound, redirectToModels } from './vllm';

const flat = (status: number, message: string, code: number): Response =>
  json(status, { object: 'error', message, code });

/** FastChat 0.2.36: knows no tools, no arrays as content, no developer. */
export const fastchat: MakeProfile = (facts) => {
  const { model, context, origins = ['*'] } = facts;
  const { max_model_len: _none, ...card } = modelCard(facts, 'fastchat') as Record<string, unknown>;
  return {
    name: 'FastChat',
    source: 'recordings fastchat, fastchat-key; servers.md, columns "FastChat"; protocol.md 1.8',
    basePath: '/v1',
    cors: olderStarlette(origins),
    auth: {
      guards: (path) => path.startsWith('/v1'),
      refusal: () =>
        json(401, {
          detail: {
            error: {
              message: '',
              type: 'invalid_request_error',
              param: null,
              code: 'invalid_api_key',
            },
          },
        }),
    },
    routes: {
      'GET /v1/models': list({ ...card, root: model }),
      'GET /v1/models/': redirectToModels,
      'GET /v1/chat/completions': methodNotAllowed,
    },
    unknown: () => notFound,
    chat: {
      refusals: {
        'bad-json': () => flat(400, 'JSON decode error', 40_001),
        'no-messages': () => flat(400, 'field required', 40_001),
        'no-model': () => flat(400, 'field required', 40_001),
        'unknown-model': () => flat(400, `Only ${model} allowed now, your model is not`, 40_301),
        temperature: () => flat(400, 'is greater than the maximum of 2', 40_302),
        'developer-role': () => crash,
        image: () => crash,
        'text-parts': () => crash,
        'tool-history': () => crash,
        overflow: () =>
          flat(
            400,
            `This model's maximum context length is ${String(context)} tokens. However, your messages resulted in 5000 tokens. Please reduce the length of the messages.`,
            40_303,
          ),
      },
      stream: streamLike(model, {
        first: { role: 'assistant' },
        reasoning: reasoningInTags,
        call: callAsText,
        usage: 'never',
        // Only the last chunk says what it is.
        chunk: ({ delta, finish }) => ({
          id: 'chatcmpl-profile',
          model,
          ...(finish !== null && { object: 'chat.completion.chunk', created: 1_795_359_552 }),
          choices: [{ index: 0, delta, finish_reason: finish }],
        }),
      }),
      complete: completionOf(model),
    },
  };
};
