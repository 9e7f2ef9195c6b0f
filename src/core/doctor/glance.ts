import { ApiError } from '../../protocol/openai/errors';
import { listModels } from '../../protocol/openai/models';
import { parseBaseUrl } from '../providers/base-url';
import { permissionNeeded } from './address-space';
import type { ProbeTarget, ProbeTools } from './probe';
import type { Cause, Diagnosis } from './types';

/**
 * How a cause may end without this page: the server changes, the person changes the permission, or neither. A refused
 * key is not tried again by itself, and neither is a server that asks to wait.
 */
const endsBy: Partial<Record<Cause, 'server' | 'permission'>> = {
  offline: 'server',
  unreachable: 'server',
  certificate: 'server',
  cors: 'server',
  'cors-preflight': 'server',
  'wrong-path': 'server',
  'not-openai': 'server',
  'no-models': 'server',
  loading: 'server',
  'server-error': 'server',
  'local-network-prompt': 'permission',
  'local-network-blocked': 'permission',
};

/** Whether looking again, gently, can show that this is fixed. */
export function isWatchable({ cause }: Pick<Diagnosis, 'cause'>): boolean {
  return endsBy[cause] !== undefined;
}

/**
 * One quiet look whether a failed connection may work now: a single request per candidate path, and none at all while
 * the browser would only ask its question again. Never throws but on abort.
 */
export async function glance(
  target: ProbeTarget,
  cause: Cause,
  tools: ProbeTools & { origin: string },
): Promise<boolean> {
  const parsed = parseBaseUrl(target.input);
  if (parsed.kind === 'invalid' || !endsBy[cause]) return false;
  const [first = parsed.origin] = parsed.candidates;
  const needed = permissionNeeded(first, tools) ? await tools.permission?.(first) : undefined;
  if (endsBy[cause] === 'permission') return needed?.state === 'granted';
  for (const baseUrl of parsed.candidates) {
    if (await listsModels(baseUrl, target, tools)) return true;
  }
  return false;
}

async function listsModels(
  baseUrl: string,
  { apiKey, keyHeader, headers }: ProbeTarget,
  { fetch, signal }: ProbeTools,
): Promise<boolean> {
  try {
    const { models, finalUrl } = await listModels({
      baseUrl,
      apiKey,
      ...(keyHeader && { keyHeader }),
      ...(headers && { headers }),
      fetch,
      signal,
    });
    return models.length > 0 && finalUrl === undefined;
  } catch (error) {
    if (error instanceof ApiError) return isAnotherAnswer(error);
    throw error;
  }
}

/** A key that is refused readably is news too: the server lets this page read now. */
function isAnotherAnswer({ status }: ApiError): boolean {
  return status === 401;
}
