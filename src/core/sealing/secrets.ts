import type { JsonObject, JsonValue } from '../../lib/json';
import { isObject } from '../providers/json-value';
import { mapSecrets, type Secret } from '../providers/secrets';
import { isSealed } from './mark';
import { fromToken, toToken } from './token';
import type { SealingKey } from './types';

/** What opens one token: the origin that its secret was entered for, and the secret. */
interface Opened {
  /** Empty for what is never sent. */
  origin: string;
  secret: Secret;
}

/**
 * A provider, a tool server or the rest of a providers.json, stored or about to be, with every clear secret in it locked;
 * each is bound to the origin of the record's address. What is locked already stays as it is. The key is asked for only
 * where there is something to lock; without one the record stays as it is.
 */
export async function sealSecrets<T extends object>(
  record: T,
  findKey: () => Promise<SealingKey | undefined>,
): Promise<T> {
  const found = new Set<Secret>();
  mapPlaces(record, (secret) => {
    if (typeof secret === 'number' || !isSealed(secret)) found.add(secret);
    return secret;
  });
  const key = found.size > 0 ? await findKey() : undefined;
  if (!key) return record;
  const origin = originOf(record);
  const sealed = new Map<Secret, string>();
  for (const secret of found) {
    sealed.set(secret, toToken(await key.seal(JSON.stringify([origin, secret]))));
  }
  return mapPlaces(record, (secret) => sealed.get(secret) ?? secret);
}

/** The same record with every secret in clear; undefined when the key opens one of them not. */
export async function openSecrets<T>(record: T, key: SealingKey): Promise<T | undefined> {
  const found = new Set<string>();
  mapTokens(record as JsonValue, (token) => {
    found.add(token);
    return token;
  });
  const opened = new Map<string, Secret>();
  for (const token of found) {
    const one = await openToken(token, key);
    if (!one) return undefined;
    opened.set(token, one.secret);
  }
  return mapTokens(record as JsonValue, (token) => opened.get(token) ?? token) as T;
}

/** What a token holds; undefined when another key locked it, or it is none. */
export async function openToken(token: string, key: SealingKey): Promise<Opened | undefined> {
  const sealed = fromToken(token);
  const text = sealed && (await key.open(sealed));
  if (text === undefined) return undefined;
  const [origin, secret] = JSON.parse(text) as [string, Secret];
  return { origin, secret };
}

function originOf(record: object): string {
  const { baseUrl, url }: { baseUrl?: unknown; url?: unknown } = record;
  const address = baseUrl ?? url;
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).origin : '';
}

type MapSecret = (secret: Secret) => Secret;

/** Total: the record may be one that no restore understands. */
function mapPlaces<T extends object>(record: T, map: MapSecret): T {
  const next = { ...record } as unknown as JsonObject;
  const change = (field: string, how: (value: JsonValue) => JsonValue): void => {
    const value = next[field];
    if (value !== undefined) next[field] = how(value);
  };
  change('apiKey', (value) => mapAll(value, map));
  change('headers', (value) => mapAll(value, map));
  change('extra', (value) => mapSecrets(value, map));
  change('signIn', (value) => mapSecrets(value, map));
  change('remainder', (value) => mapRemainder(value, map));
  return next as unknown as T;
}

/** Every value is a secret, whatever it is called. */
function mapAll(value: JsonValue, map: MapSecret): JsonValue {
  return mapSecrets<JsonObject>({ secret: value }, map)['secret'] ?? value;
}

/** Entry by entry: a key of the map is a name, even if it reads like a secret's. */
function mapRemainder(value: JsonValue, map: MapSecret): JsonValue {
  if (!isObject(value)) return value;
  const { entries, ...rest } = value;
  const others = mapSecrets<JsonObject>(rest, map);
  if (!isObject(entries)) return entries === undefined ? others : { ...others, entries };
  const rows = Object.entries(entries).map(([key, entry]) => [key, mapSecrets(entry, map)]);
  return { ...others, entries: Object.fromEntries(rows) as JsonObject };
}

function mapTokens(value: JsonValue, map: (token: string) => Secret): JsonValue {
  if (typeof value === 'string') return isSealed(value) ? map(value) : value;
  if (Array.isArray(value)) return value.map((item) => mapTokens(item, map));
  if (!isObject(value)) return value;
  const rows = Object.entries(value).map(([key, item]) => [key, mapTokens(item, map)]);
  return Object.fromEntries(rows) as JsonObject;
}
