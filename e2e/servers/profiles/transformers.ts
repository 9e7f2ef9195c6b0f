import { createGate, raw, wait } from '../scripted';
import { json } from './answers';
import { allowedBy, noCors, openedOr, starlette } from './cors';
import { callAsText, chunkOf, completionOf, reasoningInTags, streamLike } from './shapes';
import type { CorsRules, Facts, MakeProfile, Response } from './types';
import { crash, methodNotAllowed, notFound, redirectToModels } from './vllm';

const badJson = {
  type: 'json_invalid',
  loc: ['body', 28],
  msg: 'JSON decode error',
  input: {},
  ctx: { error: 'Expecting value' },
};

/** transformers serve 5.23 with a model pinned: lists none, refuses fields that it does not know, never says [DONE]. */
export const transformers: MakeProfile = (facts) => {
  const { model } = facts;
  const detail = (status: number, words: unknown): Response => json(status, { detail: words });
  return {
    name: 'transformers serve',
    source: 'recordings transformers, transformers-cors; servers.md, columns "transformers"',
    basePath: '/v1',
    cors: openedOr(facts, enabled, withoutCors),
    routes: {
      'GET /v1/models': noModels,
      'GET /v1/models/': redirectToModels,
      'GET /v1/chat/completions': methodNotAllowed,
      'GET /health': json(200, { status: 'ok' }),
    },
    unknown: () => notFound,
    chat: {
      refusals: {
        'bad-json': () => detail(422, [badJson]),
        'no-messages': () => crash,
        'empty-messages': () => crash,
        'unknown-model': () => detail(400, `Server is pinned to '${model}'`),
        'unknown-field': ({ body }) =>
          detail(
            422,
            `Unexpected fields in the request: {${Object.keys(body)
              .slice(-1)
              .map((name) => `'${name}'`)
              .join(', ')}}`,
          ),
        overflow: () => hang(facts),
      },
      stream: streamLike(model, {
        first: { role: 'assistant' },
        reasoning: reasoningInTags,
        call: callAsText,
        usage: 'never',
        chunk: ({ place, delta, finish, usage }) => ({
          id: 'chatcmpl-profile',
          object: 'chat.completion.chunk',
          created: 1_795_359_552,
          model,
          system_fingerprint: '',
          choices: [{ index: 0, delta, ...(finish !== null && { finish_reason: finish }) }],
          ...(place === 'last' && { usage }),
        }),
        done: false,
      }),
      complete: completionOf(model),
    },
  };
};

const noModels = json(200, { object: 'list', data: [] });

/** As installed, OPTIONS is a method like any other: one that the list takes, and the chat does not (recording transformers). */
const withoutCors = (): CorsRules =>
  noCors((_origin, _headers, _allowed, path) =>
    path.endsWith('/models') ? noModels : methodNotAllowed,
  );

/** `--enable-cors`. */
function enabled(origins: string[]): CorsRules {
  const rules = starlette(origins);
  const credentials = (origin: string): Record<string, string> =>
    origin
      ? { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' }
      : {};
  return {
    ...rules,
    allows: allowedBy(origins),
    readable: (origin) => ({ ...rules.readable(origin), ...credentials(origin) }),
    preflight: (origin, headers, allowed, path) => {
      const answer = rules.preflight(origin, headers, allowed, path);
      return { ...answer, headers: { ...answer.headers, ...(allowed && credentials(origin)) } };
    },
  };
}

/** Nothing checks the length: after the role nothing comes any more. */
function hang({ model }: Facts): Response {
  const role = chunkOf(model)({
    place: 'first',
    delta: { role: 'assistant' },
    finish: null,
    usageAsked: false,
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
  });
  return {
    status: 200,
    headers: { 'Content-Type': 'text/event-stream' },
    body: [raw(`data: ${JSON.stringify(role)}\n\n`), wait(createGate())],
  };
}
