import type { Fetch } from '../../lib/fetch';
import type { Connection, KeyHeader } from '../../protocol/openai/connection';
import { ApiError } from '../../protocol/openai/errors';
import { listModels } from '../../protocol/openai/models';
import { trimKey } from '../providers/api-key';
import { parseBaseUrl } from '../providers/base-url';
import type { ProbeOutcome } from './types';

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
}

/**
 * Looks for an OpenAI-compatible server behind an address: every candidate path in turn, without the
 * key first, so that a key is never tried on a path that is not the API. Never throws but on abort.
 */
export async function probe(target: ProbeTarget, tools: ProbeTools): Promise<ProbeOutcome> {
  const parsed = parseBaseUrl(target.input);
  if (parsed.kind === 'invalid') return { kind: 'invalid-url', message: parsed.message };
  const { problem } = trimKey(target.apiKey);
  // No request can carry it, and fetch would only say that it failed.
  if (problem) return { kind: 'invalid-url', message: problem };
  const [first = parsed.origin] = parsed.candidates;
  if (parsed.publicHttp && target.apiKey && !target.plainHttpAllowed) {
    return { kind: 'needs-consent', baseUrl: first };
  }
  let best: ProbeOutcome | undefined;
  for (const baseUrl of parsed.candidates) {
    const outcome = await probeCandidate(baseUrl, target, tools);
    if (outcome.kind === 'ok') return outcome;
    if (!best || informs(outcome) > informs(best)) best = outcome;
    // Nothing answers on this host: another path on it would only wait again.
    if (outcome.kind === 'unreadable' && !outcome.answers) break;
  }
  return best ?? { kind: 'invalid-url', message: 'This address has no host.' };
}

async function probeCandidate(
  baseUrl: string,
  { apiKey, keyHeader, headers }: ProbeTarget,
  tools: ProbeTools,
): Promise<ProbeOutcome> {
  const keyless = await tryList({ baseUrl, apiKey: '' }, tools);
  if ((!apiKey && !headers) || keyless.kind === 'redirected') return finish(keyless, tools);
  if (isWrongPath(keyless)) return keyless;
  // vLLM answers 401 outside its CORS layer, so "unreadable" without the key may well be readable with it.
  const keyed = await tryList(
    { baseUrl, apiKey, ...(keyHeader && { keyHeader }), ...(headers && { headers }) },
    tools,
  );
  if (keyed.kind !== 'unreadable') return keyed;
  return finish({ ...keyed, readableWithoutKey: keyless.kind !== 'unreadable' }, tools);
}

async function tryList(
  connection: Omit<Connection, 'fetch' | 'signal'>,
  tools: ProbeTools,
): Promise<ProbeOutcome> {
  const { baseUrl } = connection;
  const startedAt = tools.now();
  try {
    const list = await listModels({ ...connection, fetch: tools.fetch, signal: tools.signal });
    if (list.finalUrl) return { kind: 'redirected', baseUrl, to: list.finalUrl };
    return { kind: 'ok', baseUrl, models: list.models, ms: tools.now() - startedAt };
  } catch (error) {
    if (error instanceof ApiError) return fromError(baseUrl, error);
    throw error;
  }
}

function fromError(baseUrl: string, error: ApiError): ProbeOutcome {
  if (error.code === 'network' || error.code === 'cut-off') {
    return { kind: 'unreadable', baseUrl, answers: false, readableWithoutKey: false };
  }
  const body = error.body === undefined ? {} : { body: error.body };
  if (error.code === 'not-openai' || error.status === undefined) {
    const status = error.status === undefined ? {} : { status: error.status };
    return { kind: 'not-openai', baseUrl, ...status, ...body };
  }
  const serverCode = error.serverCode === undefined ? {} : { serverCode: error.serverCode };
  const { status, serverMessage } = error;
  return { kind: 'http-error', baseUrl, status, serverMessage, ...serverCode, ...body };
}

/** For an unreadable answer, asks once without CORS whether anything listens there at all. */
async function finish(outcome: ProbeOutcome, tools: ProbeTools): Promise<ProbeOutcome> {
  if (outcome.kind !== 'unreadable') return outcome;
  try {
    await tools.fetch(new URL('/', outcome.baseUrl).href, {
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      signal: tools.signal,
    });
    return { ...outcome, answers: true };
  } catch (error) {
    if (tools.signal.aborted) throw error;
    return outcome;
  }
}

function isWrongPath(outcome: ProbeOutcome): boolean {
  return outcome.kind === 'not-openai' || (outcome.kind === 'http-error' && outcome.status === 404);
}

/** Which of two failures tells the person more; a 401 says more than the 404 of the other path. */
function informs(outcome: ProbeOutcome): number {
  switch (outcome.kind) {
    case 'http-error':
      return outcome.status === 404 ? 2 : 4;
    case 'redirected':
      return 3;
    case 'not-openai':
      return 1;
    default:
      return 0;
  }
}
