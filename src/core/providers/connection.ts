import type { Connection } from '../../protocol/openai/connection';
import { sameJson } from './json-value';
import type { Provider } from './types';

/** The fields of a provider that decide where a request goes and what it carries along. */
export type ProviderConnection = Pick<Provider, 'baseUrl' | 'apiKey' | 'headers' | 'keyHeader'>;

/** What the protocol client needs of a provider: a copy of its address, its key and its own headers. */
export function connectionOf(provider: ProviderConnection): Omit<Connection, 'fetch' | 'signal'> {
  const { baseUrl, apiKey, headers, keyHeader } = provider;
  return {
    baseUrl,
    apiKey,
    ...(headers && { headers: { ...headers } }),
    ...(keyHeader && { keyHeader }),
  };
}

/** False as soon as an answer to the one says nothing about the other. */
export function isSameConnection(a: ProviderConnection, b: ProviderConnection): boolean {
  return sameJson({ ...connectionOf(a) }, { ...connectionOf(b) });
}

/** A server that refuses `Basic abc` quotes `abc` alone. */
const scheme = /^(?:basic|bearer|token)\s+/i;

/** Everything of a provider that must not appear anywhere: its key and what its own headers carry. */
export function secretsOf({ apiKey, headers = {} }: ProviderConnection): string[] {
  const values = Object.values(headers);
  return [apiKey, ...values, ...values.map((value) => value.replace(scheme, ''))].filter(Boolean);
}
