import { empty, json, list } from './answers';
import { starlette } from './cors';
import { callInPieces, completionOf, reasoningInTags, streamLike } from './shapes';
import type { MakeProfile, Response } from './types';
import { modelCard, notFound, unauthorizedOutside } from './vllm';

/** Aphrodite of January 2025: vLLM's elder, with a Kobold API beside. */
export const aphrodite: MakeProfile = (facts) => {
  const { model, context, origins = ['*'] } = facts;
  const error = (status: number, message: string, type: string): Response =>
    json(status, { object: 'error', message, type, param: null, code: status });
  return {
    name: 'Aphrodite',
    source: 'protocol.md 1.9',
    basePath: '/v1',
    cors: starlette(origins),
    auth: { guards: (path) => path.startsWith('/v1'), refusal: () => unauthorizedOutside },
    routes: {
      'GET /v1/models': list(modelCard(facts, 'pygmalionai')),
      'GET /.well-known/serviceinfo': json(200, {
        version: 0.2,
        software: { name: 'Aphrodite Engine' },
        api: {},
      }),
      'GET /api/v1/config/max_context_length': json(200, { value: context }),
      'GET /health': empty(200),
    },
    unknown: () => notFound,
    chat: {
      refusals: {
        'bad-json': () => error(400, 'JSON decode error', 'BadRequestError'),
        'no-messages': () => error(400, 'Field required', 'BadRequestError'),
        'unknown-model': ({ body }) =>
          error(404, `The model \`${String(body['model'])}\` does not exist.`, 'NotFoundError'),
        overflow: () =>
          error(
            400,
            `This model's maximum context length is ${String(context)} tokens. However, you requested 5100 tokens (5000 in the messages, 100 in the completion). Please reduce the length of the messages or completion.`,
            'BadRequestError',
          ),
      },
      stream: streamLike(model, {
        reasoning: reasoningInTags,
        call: callInPieces(),
        finish: 'with-last',
      }),
      complete: completionOf(model),
    },
  };
};
