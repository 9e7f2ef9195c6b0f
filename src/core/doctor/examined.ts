import type { ProviderConnection } from '../providers/connection';
import { parseBaseUrl } from '../providers/base-url';
import { serverName } from '../servers/server-names';
import type { ServerInfo } from '../servers/types';
import type { Examined } from './report';

/** What a report tells of a connection: names only, no secret. Undefined for an address that is none. */
export function examinedOf(
  connection: ProviderConnection & { server?: ServerInfo },
): Examined | undefined {
  const { apiKey, keyHeader, headers, server } = connection;
  const parsed = parseBaseUrl(connection.baseUrl);
  if (parsed.kind === 'invalid') return undefined;
  return {
    baseUrl:
      parsed.candidates.find((url) => url === connection.baseUrl) ??
      parsed.candidates[0] ??
      parsed.origin,
    hasKey: apiKey !== '',
    ...(keyHeader && { keyHeader }),
    ...(headers && { headerNames: Object.keys(headers) }),
    ...(server && server.kind !== 'unknown' && { server: serverWords(server) }),
  };
}

function serverWords({ kind, version }: ServerInfo): string {
  return [serverName(kind), version].filter(Boolean).join(' ');
}
