import type { JsonObject, JsonValue } from '../../lib/json';
import { ownValue } from '../../lib/own-value';
import type { FileModel } from '../models/types';
import { mayKeepKey, normalBaseUrl } from './base-url';
import { encodeEntry, encodeModel } from './encode';
import type { DecodedEntry } from './entry';
import { mergeHeaders, type Headers } from './headers';
import { isObject, sameJson, without } from './json-value';
import { refillSecrets, withoutSecrets } from './secrets';
import type { Provider } from './types';

/** One difference that an import makes, ready to be shown; an API key is never in it. */
export interface PlanField {
  name: string;
  from: string;
  to: string;
}

/**
 * The provider after an import of the entry. What the file leaves out or empty stays, but the key goes
 * only to its origin. With `modelsKnown` the file's models are no news.
 */
export function mergeProvider(
  provider: Provider,
  entry: DecodedEntry,
  modelsKnown: boolean,
): Provider {
  const isMoved = normalBaseUrl(provider.baseUrl) !== normalBaseUrl(entry.baseUrl);
  const keepsSecrets = !isMoved || mayKeepKey(provider, entry.baseUrl);
  const models = keepsSecrets
    ? entry.models.map((model) => refillModel(model, provider.fileModels))
    : entry.models;
  const rateLimit = { ...provider.rateLimit, ...entry.rateLimit };
  const extra = mergeExtra(provider.extra ?? {}, entry.extra ?? {}, keepsSecrets);
  return {
    ...withoutFindings(provider, isMoved),
    ...mergeOwnHeaders(keepsSecrets ? provider : {}, entry),
    label: entry.label ?? provider.label,
    baseUrl: isMoved ? entry.baseUrl : provider.baseUrl,
    apiKey: entry.apiKey || (keepsSecrets ? provider.apiKey : ''),
    fileModels: mergeModels(provider.fileModels, models, modelsKnown),
    ...(Object.keys(rateLimit).length > 0 && { rateLimit }),
    ...(Object.keys(extra).length > 0 && { extra }),
  };
}

/** Without its headers, and when it moved without what was found out: that is about the server at the old address. */
function withoutFindings(provider: Provider, isMoved: boolean): Provider {
  const next = { ...provider };
  delete next.headers;
  delete next.keyHeader;
  if (!isMoved) return next;
  delete next.listed;
  delete next.server;
  delete next.learned;
  delete next.checks;
  delete next.learnedWindows;
  delete next.calibrations;
  return next;
}

/** Headers, and which of them carries the key, belong to the origin that they were entered for. */
function mergeOwnHeaders(
  stored: Pick<Provider, 'headers' | 'keyHeader'>,
  entry: DecodedEntry,
): Pick<Provider, 'headers' | 'keyHeader'> {
  const headers = mergeHeaders(stored.headers, entry.headers);
  const keyHeader = entry.keyHeader ?? stored.keyHeader;
  return {
    ...(keyHeader === 'x-api-key' && { keyHeader }),
    ...(Object.keys(headers).length > 0 && { headers }),
  };
}

function mergeExtra(stored: JsonObject, incoming: JsonObject, keepsSecrets: boolean): JsonObject {
  const base = keepsSecrets ? stored : withoutSecrets(stored);
  const filled = refillSecrets(incoming, base) as JsonObject;
  const [before, after] = [base['rate_limit'], filled['rate_limit']];
  const isBoth = isObject(before) && isObject(after);
  return { ...base, ...filled, ...(isBoth && { rate_limit: { ...before, ...after } }) };
}

/** An empty list in a file means "ask the server", and so changes nothing here. */
function mergeModels(stored: FileModel[], incoming: FileModel[], known: boolean): FileModel[] {
  return incoming.length === 0 || known || sameModels(incoming, stored) ? stored : incoming;
}

function refillModel(model: FileModel, stored: FileModel[]): FileModel {
  const before = stored.find(({ id }) => id === model.id)?.extra;
  if (!model.extra || !before) return model;
  return { ...model, extra: refillSecrets(model.extra, before) as JsonObject };
}

/** Whether two lists say the same of the same ids, in any order. */
export function sameModels(a: FileModel[], b: FileModel[]): boolean {
  return sameJson(byId(a), byId(b));
}

function byId(models: FileModel[]): JsonObject {
  return Object.fromEntries(models.map((model) => [model.id, encodeModel(model, '')]));
}

/** What differs between a provider and what an import makes of it, field by field. */
export function fieldsOf(before: Provider, after: Provider): PlanField[] {
  const values = [flatten(before), flatten(after)] as const;
  const names = new Set(values.flatMap((value) => Object.keys(value)));
  const fields = [...names].flatMap((name) =>
    fieldOf(name, ownValue(values[0], name), ownValue(values[1], name)),
  );
  return [
    ...secretField('api_key', before.apiKey, after.apiKey),
    ...headerFields(before.headers ?? {}, after.headers ?? {}),
    ...fields,
  ];
}

function headerFields(before: Headers, after: Headers): PlanField[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    secretField(`headers.${name}`, ownValue(before, name) ?? '', ownValue(after, name) ?? ''),
  );
}

/** What becomes of a secret, without showing it. */
function secretField(name: string, before: string, after: string): PlanField[] {
  if (before === after) return [];
  const to = after === '' ? 'removed' : before === '' ? 'set' : 'replaced';
  return [{ name, from: before === '' ? 'not set' : 'set', to }];
}

function fieldOf(
  name: string,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): PlanField[] {
  if (sameJson(from, to)) return [];
  const [before, after] = [shownValue(from), shownValue(to)];
  // Only secrets differ, and those are not shown.
  return [
    before === after ? { name, from: 'set', to: 'replaced' } : { name, from: before, to: after },
  ];
}

function flatten(provider: Provider): JsonObject {
  const entry = encodeEntry(provider, '', provider.label, []);
  const { label = '', base_url = '', rate_limit: limits = {} } = entry;
  return {
    label,
    base_url,
    ...flattenModels(provider.fileModels),
    ...prefixed('rate_limit', isObject(limits) ? limits : {}),
    ...without(entry, ['name', 'label', 'api_key', 'base_url', 'models', 'rate_limit', 'headers']),
  };
}

function flattenModels(models: FileModel[]): JsonObject {
  const rows = models.map((model) => {
    const { id, provider: _, ...facts } = encodeModel(model, '');
    return prefixed(`models[${JSON.stringify(id)}]`, facts);
  });
  return Object.assign({ models: models.length }, ...rows) as JsonObject;
}

function prefixed(prefix: string, object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [`${prefix}.${key}`, value]),
  );
}

/** Long values are cut: a plan is read by a person. */
export function shownValue(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  const safe = withoutSecrets({ value })['value'] ?? null;
  const text = typeof safe === 'string' ? safe : JSON.stringify(safe);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
