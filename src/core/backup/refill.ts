import type { JsonObject, JsonValue } from '../../lib/json';
import { ownValue } from '../../lib/own-value';
import { isObject } from '../providers/json-value';
import { mayKeepKey } from '../providers/base-url';
import { refillSecrets } from '../providers/secrets';
import type { BackupStore } from './format';

/**
 * `record` with the secrets of `other` where it has none itself. A key goes only to the origin that it was entered for:
 * between records of two origins nothing is handed over.
 */
export function refilled(store: BackupStore, record: JsonObject, other: JsonObject): JsonObject {
  switch (store) {
    case 'providers':
      return isSameOrigin(record['baseUrl'], other['baseUrl']) ? refillAll(record, other) : record;
    case 'tool-servers':
      return isSameOrigin(record['url'], other['url']) ? refillToolServer(record, other) : record;
    case 'conversations':
    case 'library':
      return refillMember(record, other, 'settings');
    case 'settings':
      return refillSetup(record, other);
    default:
      return record;
  }
}

/** Whether a stored key stays behind, because the record in the file leads to another origin. */
export function isMoved(store: BackupStore, local: JsonObject, incoming: JsonObject): boolean {
  const name = store === 'providers' ? 'baseUrl' : store === 'tool-servers' ? 'url' : undefined;
  return name !== undefined && !isSameOrigin(local[name], incoming[name]);
}

function isSameOrigin(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && mayKeepKey({ baseUrl: a }, b);
}

function refillAll(record: JsonObject, other: JsonObject): JsonObject {
  const filled = refillSecrets(record, other) as JsonObject;
  return withHeadersOf(filled, other);
}

/** Schemas of tools are no secrets, however their members are called. */
function refillToolServer({ seen, ...record }: JsonObject, other: JsonObject): JsonObject {
  const { seen: _, signIn, ...rest } = other;
  const filled = withHeadersOf(refillSecrets(record, rest) as JsonObject, other);
  return {
    ...filled,
    ...(filled['signIn'] === undefined && signIn !== undefined && { signIn }),
    ...(seen !== undefined && { seen }),
  };
}

/** A header that stands there without a value says nothing about it. */
function withHeadersOf(record: JsonObject, { headers: known }: JsonObject): JsonObject {
  const { headers } = record;
  if (!isObject(headers) || !isObject(known)) return record;
  const rows = Object.entries(headers).map(([key, value]) => {
    const stored = ownValue(known, key);
    return [key, value === '' && stored !== undefined ? stored : value] as const;
  });
  return { ...record, headers: Object.fromEntries(rows) };
}

function refillMember(record: JsonObject, other: JsonObject, name: string): JsonObject {
  const [settings, known] = [record[name], other[name]];
  if (!isObject(settings) || !isObject(known) || settings['extra'] === undefined) return record;
  const extra = refillSecrets(settings['extra'], known['extra']);
  return { ...record, [name]: { ...settings, extra } };
}

/** Entries of other kinds, each by its own address. */
function refillSetup(record: JsonObject, other: JsonObject): JsonObject {
  const [remainder, known] = [record['remainder'], other['remainder']];
  if (!isObject(remainder) || !isObject(known)) return record;
  const [entries, knownEntries] = [remainder['entries'], known['entries']];
  const extra = refillSecrets(remainder['extra'] ?? {}, known['extra']);
  if (!isObject(entries) || !isObject(knownEntries))
    return { ...record, remainder: { ...remainder, extra } };
  const rows = Object.entries(entries).map(([key, entry]) => {
    const stored = ownValue(knownEntries, key);
    return [key, leadsElsewhere(stored, entry) ? entry : refillSecrets(entry, stored)] as const;
  });
  return { ...record, remainder: { ...remainder, entries: Object.fromEntries(rows), extra } };
}

function leadsElsewhere(stored: JsonValue | undefined, entry: JsonValue): boolean {
  const [from, to] = [stored, entry].map((value) => (isObject(value) ? value['base_url'] : ''));
  return Boolean(from) && Boolean(to) && !isSameOrigin(from, to);
}
