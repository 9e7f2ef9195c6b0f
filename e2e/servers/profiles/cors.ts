import { empty, outside, text } from './answers';
import type { CorsRules, Facts } from './types';

/** The origins that a page on this computer has. */
export const isLocalOrigin = (origin: string): boolean =>
  /^https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0)(:\d+)?$/.test(origin);

/** Whether an opened CORS setting, a list of origins or `*`, allows this one. */
export const allowedBy =
  (origins: string[]) =>
  (origin: string): boolean =>
    origins.includes('*') || origins.includes(origin);

const STARLETTE_METHODS = 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, QUERY';
const STARLETTE_PREFLIGHT_VARY =
  'Origin, Access-Control-Request-Method, Access-Control-Request-Headers, Access-Control-Request-Private-Network';

/** What an older Starlette, without the method QUERY, leaves out for `*`: FastChat's. */
export function olderStarlette(origins: string[]): CorsRules {
  const rules = starlette(origins);
  const older = ({ Vary: _vary, ...rest }: Record<string, string>): Record<string, string> => rest;
  return {
    ...rules,
    readable: (origin) => older(rules.readable(origin)),
    unreadable: {},
    preflight: (...of) => {
      const answer = rules.preflight(...of);
      const methods = STARLETTE_METHODS.replace(', QUERY', '');
      const headers = { ...older(answer.headers), 'Access-Control-Allow-Methods': methods };
      return { ...answer, headers };
    },
  };
}

/**
 * Starlette's CORSMiddleware, under vLLM, Aphrodite, FastChat, LiteLLM, transformers and text-generation-webui. It mirrors the
 * headers that a preflight asks for. As of vLLM 0.32: recordings vllm/01…08, vllm-allowed-origin/01…08, vllm-star-apikey/03, /11.
 */
export function starlette(origins: string[]): CorsRules {
  const star = origins.includes('*');
  const allowedHeaders = (origin: string): Record<string, string> =>
    origin ? { 'Access-Control-Allow-Origin': star ? '*' : origin } : {};
  return {
    allows: allowedBy(origins),
    readable: (origin) => ({ ...allowedHeaders(origin), Vary: 'Origin' }),
    unreadable: { Vary: 'Origin' },
    preflight: (origin, headers, allowed) => {
      const answer = allowed ? text(200, 'OK') : text(400, 'Disallowed CORS origin');
      const common = {
        Vary: STARLETTE_PREFLIGHT_VARY,
        'Access-Control-Allow-Methods': STARLETTE_METHODS,
        'Access-Control-Max-Age': '600',
        'Access-Control-Allow-Headers': headers,
      };
      const allow = allowed ? allowedHeaders(origin) : {};
      return { ...answer, headers: { ...answer.headers, ...common, ...allow } };
    },
  };
}

/** A server that has no CORS layer at all answers a preflight like any unknown request. */
export function noCors(preflight: CorsRules['preflight']): CorsRules {
  return {
    allows: () => false,
    readable: () => ({}),
    preflight: (...of) => outside(preflight(...of)),
  };
}

/** `*` for everyone, and these headers in preflights: a cloud or a program that means to be reached from pages. */
export function open(
  allowHeaders: (asked: string) => string,
  preflightStatus: 200 | 204 = 204,
): CorsRules {
  const star = { 'Access-Control-Allow-Origin': '*' };
  return {
    allows: () => true,
    readable: () => star,
    preflight: (_origin, headers) =>
      empty(preflightStatus, {
        ...star,
        'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
        'Access-Control-Allow-Headers': allowHeaders(headers),
      }),
  };
}

/** The CORS setting that was opened for these origins, else what the system has as installed. */
export const openedOr = (
  { origins }: Facts,
  opened: (origins: string[]) => CorsRules,
  installed: () => CorsRules,
): CorsRules => (origins ? opened(origins) : installed());
