import {
  type Answer,
  type RecordedRequest,
  type ScriptedServer,
  startScripted,
  type Gate,
} from '../scripted';
import { answerChat, WORDS } from './chat';
import type { Asked, Facts, MakeProfile, Piece, Profile, Response } from './types';

export interface ProfileOptions extends Partial<Facts> {
  /** What the model says, or what it says to a request; some reasoning and words unless told. */
  says?: Says;
  /** The model is still loaded, where that takes a while. */
  loading?: boolean;
  /** Held before any answer to a non-preflight request. */
  before?: Gate;
}

type Says = Piece[] | ((request: Asked) => Piece[]);

/** Starts a system on a free port of 127.0.0.1. `url` is the base URL that a person would type. */
export async function serveProfile(
  make: MakeProfile,
  options: ProfileOptions = {},
): Promise<ScriptedServer> {
  const { says = WORDS, before, loading = false, ...chosen } = options;
  const facts: Facts = { model: 'parrot-chat', context: 1024, ...chosen };
  const made = make(facts);
  const profile = loading ? made : { ...made, loading: () => undefined };
  return startScripted({
    basePath: profile.basePath,
    ...(before && { before }),
    respond: (request) => respond(profile, facts, request, says),
  });
}

function respond(profile: Profile, facts: Facts, request: RecordedRequest, says: Says): Answer {
  const { cors } = profile;
  const origin = header(request, 'origin');
  const allowed = origin !== '' && cors.allows(origin);
  const isPreflight =
    request.method === 'OPTIONS' && header(request, 'access-control-request-method') !== '';
  const refused = refuse(profile, facts, request, isPreflight);
  if (isPreflight) {
    const asked = header(request, 'access-control-request-headers');
    return refused || cors.preflight(origin, asked, allowed, path(request));
  }
  if (origin && !allowed && cors.forbidden) return cors.forbidden;
  return throughCors(profile, origin, refused || route(profile, facts, request, says));
}

function throughCors({ cors }: Profile, origin: string, { outside, ...answer }: Response): Answer {
  if (outside) return answer;
  const readable = origin === '' || cors.allows(origin);
  const headers = readable ? cors.readable(origin) : (cors.unreadable ?? {});
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function refuse(
  { auth }: Profile,
  { key }: Facts,
  request: Asked,
  isPreflight: boolean,
): Response | undefined {
  const authorization = header(request, 'authorization');
  if (!auth || key === undefined || authorization === `Bearer ${key}`) return undefined;
  const guarded = isPreflight ? auth.guardsPreflights : auth.guards(path(request));
  return guarded ? auth.refusal(authorization) : undefined;
}

function route(profile: Profile, facts: Facts, request: Asked, says: Says): Response {
  const name = `${request.method} ${path(request)}`;
  const busy = profile.loading?.(path(request));
  if (busy) return busy;
  const found = profile.routes[name];
  if (found) return typeof found === 'function' ? found(request) : found;
  if (name === `POST ${profile.basePath}/chat/completions`) {
    const pieces = typeof says === 'function' ? says(request) : says;
    return answerChat(profile.chat, facts, request, pieces);
  }
  return profile.unknown(request);
}

function path(request: Asked): string {
  return request.path.split('?')[0] ?? '';
}

function header(request: Asked, name: string): string {
  return String(request.headers[name] ?? '');
}
