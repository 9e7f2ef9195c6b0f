import { permissionNeeded } from './address-space';
import type { LocalPermission, PageFacts } from './types';

/** What can be said of a look that has not ended. */
export interface Waiting {
  /** How long the current request has been silent. */
  silentMs: number;
  /** Where it goes. */
  baseUrl: string;
  permission: LocalPermission | undefined;
}

const SLOW_MS = 5_000;
/** Longer than any answer of this computer takes when it is not busy, shorter than a person needs to read a question. */
const QUESTION_MS = 1_500;

/**
 * Why nothing has come yet: the browser's question is open (a request to this computer or network stays pending while
 * the permission is still `prompt`), or the server is slow. Undefined while it is too early to say.
 */
export function waitingCause(
  { silentMs, baseUrl, permission }: Waiting,
  page: PageFacts,
): 'local-network-prompt' | 'slow' | undefined {
  const asks = permission === 'prompt' && permissionNeeded(baseUrl, page) !== undefined;
  if (asks && silentMs >= QUESTION_MS) return 'local-network-prompt';
  return silentMs >= SLOW_MS ? 'slow' : undefined;
}
