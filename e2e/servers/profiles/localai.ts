import { json, list, outside } from './answers';
import { allowedBy, open, openedOr } from './cors';
import { completionOf, streamLike } from './shapes';
import type { CorsRules, MakeProfile, Response } from './types';

const error = (status: number, message: string, type = 'invalid_request_error'): Response =>
  json(status, { error: { code: status, message, type } });

/** While a model is loaded (protocol.md 1.5). */
const loadingModel = json(
  503,
  {
    error: { code: 'model_loading', message: 'model is loading', type: 'model_loading' },
    loading: {},
  },
  { 'Retry-After': '5' },
);

/** LocalAI of August 2026. With a key, its auth stands before CORS and asks preflights for the key too. */
export const localai: MakeProfile = (facts) => {
  const { model, context, origins } = facts;
  return {
    name: 'LocalAI',
    source: 'protocol.md 1.5; the status of a CSRF refusal is inferred there',
    basePath: '/v1',
    cors: openedOr(facts, echo, () => open((asked) => asked)),
    auth: {
      guards: (path) => !path.startsWith('/.well-known/'),
      refusal: () => outside(error(401, 'An authentication key is required')),
      guardsPreflights: true,
    },
    loading: (path) => (path.endsWith('/chat/completions') ? loadingModel : undefined),
    routes: {
      'GET /v1/models': list({ id: model, object: 'model' }, { id: 'whisper-1', object: 'model' }),
      'GET /v1/models/capabilities': list(
        {
          id: model,
          object: 'model',
          capabilities: ['chat', 'tools', 'thinking'],
          input_modalities: ['text'],
          output_modalities: ['text'],
        },
        {
          id: 'whisper-1',
          object: 'model',
          capabilities: ['transcript'],
          input_modalities: ['audio'],
          output_modalities: ['text'],
        },
      ),
      'GET /.well-known/localai.json': json(200, { name: 'LocalAI', version: 'v4' }),
      'GET /api/tags': json(200, { models: [{ name: model, model }] }),
    },
    unknown: () => error(404, 'Not Found'),
    chat: {
      refusals: {
        // The guard against forged requests lets a POST from another site pass for an explicit origin alone.
        'cross-site': () =>
          origins ? undefined : json(403, { message: 'cross-site request blocked by CSRF' }),
        'bad-json': () => error(400, 'unexpected EOF'),
        'no-messages': () => error(400, 'messages is required'),
        'unknown-model': () => error(404, 'model not found'),
        overflow: () =>
          error(
            500,
            `the request exceeds the available context size (${String(context)} tokens), try increasing it`,
            'server_error',
          ),
      },
      stream: streamLike(model, { reasoning: (reasoning) => ({ reasoning }) }),
      complete: completionOf(model, 'reasoning'),
    },
  };
};

/** `LOCALAI_CORS=true` with `LOCALAI_CORS_ALLOW_ORIGINS`. */
function echo(origins: string[]): CorsRules {
  const base = open((asked) => asked);
  const allow = (origin: string): Record<string, string> =>
    allowedBy(origins)(origin) ? { 'Access-Control-Allow-Origin': origin } : {};
  return {
    allows: allowedBy(origins),
    readable: (origin) => ({ ...allow(origin), Vary: 'Origin' }),
    preflight: (origin, ...asked) => {
      const { 'Access-Control-Allow-Origin': _star, ...rest } = base.preflight(
        origin,
        ...asked,
      ).headers;
      return { status: 204, body: '', headers: { ...rest, ...allow(origin), Vary: 'Origin' } };
    },
  };
}
