import type { JsonObject } from '../../lib/json';
import { mayKeepKey, normalBaseUrl } from './base-url';
import { withoutSecrets } from './secrets';
import type { Provider } from './types';

export type ProviderChange = Partial<Omit<Provider, 'id' | 'key'>>;

/**
 * The provider with these fields changed. Another address takes the server's list along, and another origin the
 * secrets too: the key, unless the change brings one, and those in the kept fields of its entry.
 */
export function changeProvider(provider: Provider, change: ProviderChange): Provider {
  const next = withoutGaps({ ...provider, ...change });
  if (normalBaseUrl(provider.baseUrl) === normalBaseUrl(next.baseUrl)) return next;
  if (!('listed' in change)) delete next.listed;
  // Another address may be another program.
  if (!('server' in change)) delete next.server;
  if (!('learned' in change)) delete next.learned;
  delete next.checks;
  delete next.learnedWindows;
  delete next.calibrations;
  if (mayKeepKey(provider, next.baseUrl)) return next;
  if (!('apiKey' in change)) next.apiKey = '';
  if (!('headers' in change)) delete next.headers;
  if (next.extra && !('extra' in change)) next.extra = withoutSecrets<JsonObject>(next.extra);
  return next;
}

/** An empty list of what is optional is stored like none at all. */
function withoutGaps(provider: Provider): Provider {
  const next = { ...provider };
  if (next.learned?.length === 0) delete next.learned;
  if (next.headers && Object.keys(next.headers).length === 0) delete next.headers;
  if (next.keyHeader === 'authorization') delete next.keyHeader;
  return next;
}
