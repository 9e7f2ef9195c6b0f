import type { JsonObject, JsonValue } from '../../lib/json';
import { isObject } from '../providers/json-value';
import { withoutSecrets } from '../providers/secrets';
import type { BackupStore } from './format';

/** The record without its keys, the values of its headers and its sign-in; of what holds none, the record itself. */
export function bareRecord(store: BackupStore, record: JsonObject): JsonObject {
  switch (store) {
    case 'providers':
      return withBareHeaders(withoutSecrets(record));
    case 'tool-servers':
      return bareToolServer(record);
    case 'settings':
      return bareSetup(record);
    case 'conversations':
    case 'library':
      return bareSettings(record);
    default:
      return record;
  }
}

/** Every header's value is as secret as the key: only the names leave. */
function withBareHeaders(record: JsonObject): JsonObject {
  const { headers } = record;
  if (!isObject(headers)) return record;
  return { ...record, headers: Object.fromEntries(Object.keys(headers).map((key) => [key, ''])) };
}

/** The schemas of its tools may name a `token` in plain words, and stay as they are. */
function bareToolServer(record: JsonObject): JsonObject {
  const { signIn: _, seen, ...rest } = record;
  return { ...withBareHeaders(withoutSecrets(rest)), ...(seen !== undefined && { seen }) };
}

/** Entry by entry: a key of the map is a name, even if it reads like a secret's. */
function bareSetup(record: JsonObject): JsonObject {
  const { remainder } = record;
  if (!isObject(remainder)) return record;
  const { entries, extra } = remainder;
  return {
    ...record,
    remainder: {
      ...remainder,
      ...(isObject(entries) && { entries: mapValues(entries, withoutSecrets) }),
      ...(extra !== undefined && { extra: withoutSecrets(extra) }),
    },
  };
}

/** Further members of requests may carry a key; a schema that names one does not. */
function bareSettings(record: JsonObject): JsonObject {
  const { settings } = record;
  if (!isObject(settings) || settings['extra'] === undefined) return record;
  return { ...record, settings: { ...settings, extra: withoutSecrets(settings['extra']) } };
}

function mapValues(object: JsonObject, map: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
