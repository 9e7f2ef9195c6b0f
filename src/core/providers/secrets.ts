import type { JsonObject, JsonValue } from '../../lib/json';
import { ownValue } from '../../lib/own-value';
import { isSealed } from '../sealing/mark';
import { isObject } from './json-value';

const secretNames = new Set(
  [
    'authorization bearer token apitoken accesstoken authtoken bearertoken refreshtoken sessiontoken',
    'idtoken registrationaccesstoken secret secretkey clientsecret apisecret password passwd accesskey privatekey apikeys',
  ].flatMap((line) => line.split(' ')),
);
/** `eos_token` and `max_tokens` are no secrets; inside `headers` any such word is one. */
const secretHeader = /auth|key|token|secret|passw|cookie|credential|session|signature|bearer/i;
const secretHeaderValue = /^\s*(?:bearer|basic|token)\s|^\s*(?:sk|pk|gsk|hf|ghp|xai)[-_]/i;

/** The value with every API key, secret header and password in it emptied, at any depth. */
export function withoutSecrets<T extends JsonValue>(value: T): T {
  return emptied(value, 'open') as T;
}

/** How a value is read: all of it is a secret, it is a map of headers, or neither. */
type Reading = 'open' | 'headers' | 'secret';

function emptied(value: JsonValue, reading: Reading): JsonValue {
  return mapped(value, reading, (_, empty) => empty);
}

/** The value with whatever `withoutSecrets` would empty, in whole or in part, put through `map`. */
export function mapSecrets<T extends JsonValue>(value: T, map: (secret: Secret) => Secret): T {
  return mapped(value, 'open', map) as T;
}

/** A password may be a number. */
export type Secret = string | number;

function mapped(
  value: JsonValue,
  reading: Reading,
  map: (secret: Secret, empty: string) => Secret,
): JsonValue {
  if (Array.isArray(value)) return value.map((item) => mapped(item, reading, map));
  if (isObject(value))
    return mapObject(value, (item, key) => mapped(item, within(key, reading), map));
  if (typeof value === 'number') return reading === 'secret' ? map(value, '') : value;
  if (typeof value !== 'string') return value;
  const empty = emptiedText(value, reading);
  return empty === value ? value : map(value, empty);
}

function emptiedText(text: string, reading: Reading): string {
  if (reading === 'secret' || isSealed(text)) return '';
  if (reading === 'headers' && secretHeaderValue.test(text)) return '';
  return text
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/i, '$1')
    .replace(/([?&](?:key|token|api[-_]?key|access_token)=)[^&#\s]+/gi, '$1');
}

function within(key: string, reading: Reading): Reading {
  if (reading === 'secret' || isSecretName(key)) return 'secret';
  if (reading === 'headers') return secretHeader.test(key) ? 'secret' : 'headers';
  return /headers$/i.test(key) ? 'headers' : 'open';
}

function isSecretName(key: string): boolean {
  const plain = key.toLowerCase().replace(/[^a-z]/g, '');
  return secretNames.has(plain) || plain.endsWith('apikey');
}

/**
 * Puts stored secrets back where a file has them empty or left them out: such a file says nothing
 * about them. Everything else is as the file has it.
 */
export function refillSecrets(incoming: JsonValue, stored: JsonValue | undefined): JsonValue {
  return refilled(incoming, stored, 'open');
}

function refilled(incoming: JsonValue, stored: JsonValue | undefined, reading: Reading): JsonValue {
  if (typeof incoming === 'string' && stored !== undefined) {
    return emptied(stored, reading) === incoming ? stored : incoming;
  }
  if (Array.isArray(incoming) && Array.isArray(stored) && incoming.length === stored.length) {
    return incoming.map((item, index) => refilled(item, stored[index], reading));
  }
  if (!isObject(incoming) || !isObject(stored)) return incoming;
  const left = Object.entries(stored).filter(
    ([key]) => !Object.hasOwn(incoming, key) && within(key, reading) === 'secret',
  );
  const kept = mapObject(incoming, (item, key) =>
    refilled(item, ownValue(stored, key), within(key, reading)),
  );
  return { ...kept, ...Object.fromEntries(left) };
}

function mapObject(
  object: JsonObject,
  map: (value: JsonValue, key: string) => JsonValue,
): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
