import type { JsonObject, JsonValue } from '../../lib/json';
import type { ToolServer } from './types';

const scheme = /^(?:bearer|basic|token)\s+/i;

/** What must never be seen of a server: the values of its headers, and all that a sign-in gave. */
export function secretsOfServer({ headers, signIn }: ToolServer): string[] {
  const values = Object.values(headers);
  const given = [...secretsIn(signIn?.tokens), ...secretsIn(signIn?.client)];
  return [...values, ...values.map((value) => value.replace(scheme, '')), ...given].filter(Boolean);
}

const secretName = /key|token|secret|auth|passw|sig/i;

/** Keys that stand in an address: some servers know no other place for them. */
export function secretsInAddress(url: string): string[] {
  const rows = URL.canParse(url) ? [...new URL(url).searchParams] : [];
  return rows.filter(([name, value]) => value && secretName.test(name)).map(([, value]) => value);
}

/** RFC 6749, 7591 and OpenID Connect. */
const names = [
  'access_token',
  'refresh_token',
  'id_token',
  'client_secret',
  'registration_access_token',
];

function secretsIn(object: JsonObject = {}): string[] {
  return names
    .map((name): JsonValue | undefined => object[name])
    .filter((value) => typeof value === 'string');
}
