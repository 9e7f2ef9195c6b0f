import type { Fetch } from '../../lib/fetch';
import type { Connection, KeyHeader } from '../../protocol/openai/connection';
import { ApiError } from '../../protocol/openai/errors';
import { listModels } from '../../protocol/openai/models';
import { trimKey } from '../providers/api-key';
import { parseBaseUrl } from '../providers/base-url';
import { isUnknownPath } from './diagnose-http';
import { readElsewhere, somethingListens } from './ladder';
import { createTrail, type ProbeStep, type Trail } from './steps';
import type { AddressSpace, LocalPermission, ProbeOutcome, Unreadable } from './types';

export interface ProbeTarget {
  /** What the person typed. */
  input: string;
  apiKey: string;
  keyHeader?: KeyHeader;
  headers?: Record<string, string>;
  /** The person agreed to send the key over plain http to a public host. */
  plainHttpAllowed?: boolean;
}

export interface ProbeTools {
  fetch: Fetch;
  /** Epoch ms. */
  now: () => number;
  signal: AbortSignal;
  /** The permission that a request to this address needs from this page now; undefined for none. */
  permission?: (
    url: string,
  ) => Promise<{ space: AddressSpace; state: LocalPermission } | undefined>;
  /** Hears of every step as it begins and ends. */
  onSteps?: (steps: readonly ProbeStep[]) => void;
}

export interface Look extends ProbeTools {
  trail: Trail;
}

/** What is asked of one candidate: the key and the person's own headers, or none of them. */
export type Secrets = Pick<ProbeTarget, 'apiKey' | 'keyHeader' | 'headers'>;

/**
 * Looks for an OpenAI-compatible server behind an address: every candidate path in turn, without the
 * key first, so that a key is never tried on a path that is not the API. Where nothing can be read it
 * goes on (protocol.md §7.3): does anything listen there, is there another path, does it take a key?
 * Never throws but on abort.
 */
export async function probe(target: ProbeTarget, tools: ProbeTools): Promise<ProbeOutcome> {
  const parsed = parseBaseUrl(target.input);
  if (parsed.kind === 'invalid') return { kind: 'invalid-url', message: parsed.message };
  const { problem } = trimKey(target.apiKey);
  // No request can carry it, and fetch would only say that it failed.
  if (problem) return { kind: 'invalid-url', message: problem };
  const [first = parsed.origin] = parsed.candidates;
  if (parsed.publicHttp && (target.apiKey || target.headers) && !target.plainHttpAllowed) {
    return { kind: 'needs-consent', baseUrl: first };
  }
  const look = { ...tools, trail: createTrail(tools.now, tools.onSteps ?? (() => {})) };
  await askPermission(first, look);
  const best = await bestOf(parsed.candidates, target, look);
  return best.kind === 'unreadable' ? explain(best, target, look) : best;
}

async function bestOf(
  candidates: readonly string[],
  target: ProbeTarget,
  look: Look,
): Promise<ProbeOutcome> {
  let best: ProbeOutcome | undefined;
  for (const baseUrl of candidates) {
    let outcome = await probeCandidate(baseUrl, target, look);
    if (outcome.kind === 'ok') return outcome;
    if (outcome.kind === 'unreadable' && !best) {
      outcome = { ...outcome, answers: await somethingListens(baseUrl, look) };
    }
    if (!best || informs(outcome) > informs(best)) best = outcome;
    // Nothing answers on this host: another path on it would only wait again.
    if (best.kind === 'unreadable' && !best.answers) break;
  }
  return best ?? { kind: 'invalid-url', message: 'This address has no host.' };
}

/** The permission before the first request: it tells a person of the question that the browser is about to ask. */
async function askPermission(url: string, look: Look): Promise<LocalPermission | undefined> {
  const needed = await look.permission?.(url);
  // Where there is nothing to ask for, a line about it would only puzzle.
  if (!needed || needed.state === 'unsupported') return needed?.state;
  const { space, state } = needed;
  return look.trail.note(
    { ask: 'permission', url, withKey: false, space },
    async () => state,
    (saw) => ({ saw }),
  );
}

/** Goes on down the ladder for a list that cannot be read. */
async function explain(
  outcome: Unreadable,
  target: ProbeTarget,
  look: Look,
): Promise<ProbeOutcome> {
  if (!outcome.answers) {
    // The browser may have asked, and been told no, in between.
    const permission = await askPermission(outcome.baseUrl, look);
    return permission ? { ...outcome, permission } : outcome;
  }
  if (outcome.readableWithoutKey) return outcome;
  return { ...outcome, ...(await readElsewhere(outcome.baseUrl, target, look)) };
}

async function probeCandidate(
  baseUrl: string,
  { apiKey, keyHeader, headers }: ProbeTarget,
  look: Look,
): Promise<ProbeOutcome> {
  const keyless = await tryList({ baseUrl, apiKey: '' }, look);
  if ((!apiKey && !headers) || keyless.kind === 'redirected') return keyless;
  if (isWrongPath(keyless)) return keyless;
  // vLLM answers 401 outside its CORS layer, so "unreadable" without the key may well be readable with it.
  const keyed = await tryList(
    { baseUrl, apiKey, ...(keyHeader && { keyHeader }), ...(headers && { headers }) },
    look,
  );
  if (keyed.kind !== 'unreadable') return keyed;
  return { ...keyed, readableWithoutKey: keyless.kind !== 'unreadable' };
}

function tryList(
  connection: Omit<Connection, 'fetch' | 'signal'>,
  look: Look,
): Promise<ProbeOutcome> {
  const { baseUrl, apiKey, headers } = connection;
  const withKey = Boolean(apiKey || headers);
  return look.trail.note(
    { ask: 'list', url: `${baseUrl}/models`, withKey },
    () => askList(connection, look),
    seenInList,
  );
}

function seenInList(outcome: ProbeOutcome): Pick<ProbeStep, 'saw' | 'status'> {
  if (outcome.kind === 'unreadable') return { saw: 'nothing' };
  if (outcome.kind === 'ok') return { saw: 'readable' };
  const status = 'status' in outcome ? outcome.status : undefined;
  return { saw: 'readable', status: status ?? 200 };
}

async function askList(
  connection: Omit<Connection, 'fetch' | 'signal'>,
  tools: ProbeTools,
): Promise<ProbeOutcome> {
  const { baseUrl } = connection;
  const startedAt = tools.now();
  const ms = () => tools.now() - startedAt;
  try {
    const list = await listModels({ ...connection, fetch: tools.fetch, signal: tools.signal });
    if (list.finalUrl) return { kind: 'redirected', baseUrl, to: list.finalUrl };
    return { kind: 'ok', baseUrl, models: list.models, ms: ms() };
  } catch (error) {
    if (error instanceof ApiError) return fromError(baseUrl, error, ms());
    throw error;
  }
}

/** What a refused call says of the connection; `failedAfterMs` is how long it was pending. */
function fromError(baseUrl: string, error: ApiError, failedAfterMs: number): ProbeOutcome {
  if (error.code === 'network' || error.code === 'cut-off') {
    return {
      kind: 'unreadable',
      baseUrl,
      answers: false,
      readableWithoutKey: false,
      failedAfterMs,
    };
  }
  const body = error.body === undefined ? {} : { body: error.body };
  if (error.code === 'not-openai' || error.code === 'too-large' || error.status === undefined) {
    const status = error.status === undefined ? {} : { status: error.status };
    return { kind: 'not-openai', baseUrl, ...status, ...body };
  }
  const serverCode = error.serverCode === undefined ? {} : { serverCode: error.serverCode };
  const { status, serverMessage } = error;
  return { kind: 'http-error', baseUrl, status, serverMessage, ...serverCode, ...body };
}

function isWrongPath(outcome: ProbeOutcome): boolean {
  return outcome.kind === 'not-openai' || (outcome.kind === 'http-error' && isUnknownPath(outcome));
}

/** Which of two failures tells the person more; a 401 says more than the 404 of the other path. */
function informs(outcome: ProbeOutcome): number {
  switch (outcome.kind) {
    case 'http-error':
      return isUnknownPath(outcome) ? 2 : 4;
    case 'redirected':
      return 3;
    case 'not-openai':
      return 1;
    default:
      return 0;
  }
}
