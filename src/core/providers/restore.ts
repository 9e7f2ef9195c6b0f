import type { JsonObject, JsonValue } from '../../lib/json';
import type { ListedModel } from '../../protocol/openai/models';
import type { Calibration } from '../context-window/calibration';
import type { FileModel, LearnedWindow, ModelOverride } from '../models/types';
import { checkNames, verdicts, type CheckResult } from '../checks/types';
import type { LearnedField } from '../dialect/types';
import { type ServerInfo, serverKinds } from '../servers/types';
import { isObject } from './json-value';
import { firstKey, freeKey, reservedKeys } from './file-key';
import { defaultLabel, presetIds } from './preset-id';
import type { FileRemainder } from './repository';
import type { Provider, RateLimit } from './types';

type FieldType = 'string' | 'number' | 'boolean' | 'object';

/** Which type of value each field of a record has; the compiler sees that none is forgotten. */
type Shape<T> = Record<keyof T, FieldType>;

const listedShape: Shape<ListedModel> = {
  id: 'string',
  name: 'string',
  description: 'string',
  ownedBy: 'string',
  runtimeContext: 'number',
  trainedContext: 'number',
  maxOutput: 'number',
  vision: 'boolean',
  tools: 'boolean',
  reasoning: 'boolean',
  quantization: 'string',
  parameterSize: 'string',
  loaded: 'boolean',
  chat: 'boolean',
};
const fileModelShape: Shape<FileModel> = {
  id: 'string',
  name: 'string',
  description: 'string',
  reasoningEffort: 'string',
  contextWindow: 'number',
  maxOutputTokens: 'number',
  extra: 'object',
};
const overrideShape: Shape<ModelOverride> = {
  contextWindow: 'number',
  maxOutputTokens: 'number',
  name: 'string',
  chat: 'boolean',
  tools: 'boolean',
  vision: 'boolean',
  reasoning: 'boolean',
};
const rateLimitShape: Shape<RateLimit> = {
  requestsPerMinute: 'number',
  minIntervalMs: 'number',
  tokensPerMinute: 'number',
};

const learnedShape: Shape<LearnedField> = {
  place: 'string',
  model: 'string',
  field: 'string',
  to: 'string',
  words: 'string',
  at: 'number',
};
const places = ['body', 'message', 'role'] as const;
const resultShape: Shape<CheckResult> = { name: 'string', verdict: 'string', words: 'string' };
const windowShape: Shape<LearnedWindow> = { tokens: 'number', at: 'number' };
const calibrationShape: Shape<Calibration> = { ratio: 'number', answers: 'number' };
const serverShape: Shape<ServerInfo> = { kind: 'string', version: 'string', at: 'number' };

/**
 * Makes today's provider of whatever was ever stored. A broken field falls back to its default; without
 * an id or an address there is no provider: undefined, and the caller sets the record aside.
 */
export function restoreProvider(record: unknown): Provider | undefined {
  if (!isObject(record)) return undefined;
  const { id, baseUrl, preset } = record;
  if (typeof id !== 'string' || id === '' || typeof baseUrl !== 'string') return undefined;
  const known = presetIds.find((candidate) => candidate === preset);
  const label = text(record['label']).trim() || defaultLabel;
  const listed = restoreListed(record['listed']);
  const rateLimit = pick(record['rateLimit'], rateLimitShape);
  const learnedWindows = restoreById(record['learnedWindows'], windowShape);
  const calibrations = restoreById(record['calibrations'], calibrationShape);
  const { extra } = record;
  return {
    id,
    key: restoreKey(text(record['key']), label),
    label,
    ...(known && { preset: known }),
    baseUrl,
    apiKey: text(record['apiKey']),
    ...(record['keyHeader'] === 'x-api-key' && { keyHeader: 'x-api-key' }),
    ...restoreHeaders(record['headers']),
    ...restoreServer(record['server']),
    ...restoreLearned(record['learned']),
    ...restoreChecks(record['checks']),
    ...(learnedWindows && { learnedWindows }),
    ...(calibrations && { calibrations }),
    ...(listed && { listed }),
    fileModels: models(record['fileModels'], fileModelShape),
    addedModels: list(record['addedModels']).filter((item) => typeof item === 'string'),
    overrides: restoreOverrides(record['overrides']),
    ...(Object.keys(rateLimit).length > 0 && { rateLimit }),
    ...(record['demo'] === true && { demo: true }),
    ...(isObject(extra) && { extra }),
    createdAt: typeof record['createdAt'] === 'number' ? record['createdAt'] : 0,
  };
}

/** What a providers.json carried besides our own entries, from whatever was stored; always answers. */
export function restoreFileRemainder(record: unknown): FileRemainder {
  const { entries, extra } = isObject(record) ? record : ({} as JsonObject);
  return { entries: isObject(entries) ? entries : {}, extra: isObject(extra) ? extra : {} };
}

function restoreKey(key: string, label: string): string {
  if (key !== '' && !reservedKeys.includes(key)) return key;
  return label === defaultLabel ? firstKey : freeKey(label, []);
}

function restoreHeaders(value: JsonValue | undefined): Pick<Provider, 'headers'> {
  const rows = Object.entries(isObject(value) ? value : {}).filter(
    (row): row is [string, string] => typeof row[1] === 'string',
  );
  return rows.length > 0 ? { headers: Object.fromEntries(rows) } : {};
}

function restoreServer(value: JsonValue | undefined): Pick<Provider, 'server'> {
  const { kind, version, at = 0 } = pick(value, serverShape);
  const known = serverKinds.find((candidate) => candidate === kind);
  return known ? { server: { kind: known, ...(version && { version }), at } } : {};
}

function restoreLearned(value: JsonValue | undefined): Pick<Provider, 'learned'> {
  const learned = list(value).flatMap((item) => {
    const { place: where, field, to, model, words = '', at = 0 } = pick(item, learnedShape);
    const place = places.find((known) => known === where);
    if (!field || !place) return [];
    return [{ place, field, ...(to && { to }), ...(model && { model }), words, at }];
  });
  return learned.length > 0 ? { learned } : {};
}

function restoreChecks(value: JsonValue | undefined): Pick<Provider, 'checks'> {
  const rows = Object.entries(isObject(value) ? value : {}).flatMap(([id, check]) => {
    const { at, results } = isObject(check) ? check : ({} as JsonObject);
    const known = list(results).flatMap((item) => restoreResult(item) ?? []);
    return known.length > 0 ? [[id, { at: typeof at === 'number' ? at : 0, results: known }]] : [];
  });
  return rows.length > 0 ? { checks: Object.fromEntries(rows) } : {};
}

function restoreResult(value: JsonValue): CheckResult | undefined {
  const { name, verdict, words = '' } = pick(value, resultShape);
  const known = checkNames.find((candidate) => candidate === name);
  const said = verdicts.find((candidate) => candidate === verdict);
  return known && said && { name: known, verdict: said, words };
}

/** Records by model id; one that lacks a field is left out, and undefined stands for none. */
function restoreById<T>(
  value: JsonValue | undefined,
  shape: Shape<T>,
): Record<string, T> | undefined {
  const rows = Object.entries(isObject(value) ? value : {})
    .map(([id, record]) => [id, pick(record, shape)] as const)
    .filter((row): row is [string, T] => Object.keys(row[1]).length === Object.keys(shape).length);
  return rows.length > 0 ? Object.fromEntries(rows) : undefined;
}

function restoreListed(value: JsonValue | undefined): Provider['listed'] {
  if (!isObject(value)) return undefined;
  const at = value['at'];
  return { models: models(value['models'], listedShape), at: typeof at === 'number' ? at : 0 };
}

function restoreOverrides(value: JsonValue | undefined): Provider['overrides'] {
  const rows = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(rows.map(([id, override]) => [id, pick(override, overrideShape)]));
}

/** Models without an id cannot be asked for, and are left out. */
function models<T extends { id: string }>(value: JsonValue | undefined, shape: Shape<T>): T[] {
  return list(value)
    .map((item) => pick(item, shape))
    .filter((model): model is T => Boolean(model.id));
}

/** The fields of a record that have the type they should have. */
function pick<T>(value: JsonValue | undefined, shape: Shape<T>): Partial<T> {
  const rows = Object.entries(isObject(value) ? value : {}).filter(
    ([key, field]) => Object.hasOwn(shape, key) && hasType(field, shape[key as keyof T]),
  );
  return Object.fromEntries(rows) as Partial<T>;
}

function hasType(value: JsonValue, type: FieldType): boolean {
  if (type === 'object') return isObject(value);
  return typeof value === type && (type !== 'number' || Number.isFinite(value));
}

function list(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
