import * as z from 'zod/mini';
import type { JsonObject, JsonValue } from '../../lib/json';
import type { KeyHeader } from '../../protocol/openai/connection';
import type { FileModel } from '../models/types';
import { trimKey } from './api-key';
import { parseBaseUrl } from './base-url';
import { jsonPath, type Problem, type Steps } from './json-path';
import { forbiddenWords, headerProblem, type Headers } from './headers';
import { isObject, kindOf, without } from './json-value';
import { defaultLabel } from './preset-id';
import { firstKey, reservedKeys } from './file-key';
import type { RateLimit } from './types';

/** An entry of ours as a providers.json carries it, checked. */
export interface DecodedEntry {
  /** Its key in the file. */
  key: string;
  path: string;
  /** Absent when the file gives none. */
  label?: string;
  /** As in the file, without slashes and calls at its end; both forms without `/v1` are still to be tried. */
  baseUrl: string;
  /** Empty when the file says nothing. */
  apiKey: string;
  keyHeader?: KeyHeader;
  /** Without those that the file has empty; absent when none is left. */
  headers?: Headers;
  /** Empty means: ask the server. */
  models: FileModel[];
  rateLimit?: RateLimit;
  /** Unknown keys; those of `rate_limit` are in here under `rate_limit`. */
  extra?: JsonObject;
}

/** Where an entry is read from, and where what is found goes. */
export interface EntryReader {
  key: string;
  steps: Steps;
  problems: Problem[];
  warnings: Problem[];
}

// Other programs write null for what they do not know.
const text = z.nullish(z.string());
const tokens = z.nullish(z.number().check(z.int(), z.minimum(0)));
const limit = z.nullish(z.number().check(z.minimum(0)));

const wireModel = z.looseObject({
  id: z.string().check(z.minLength(1)),
  name: text,
  provider: text,
  description: text,
  context_window: tokens,
  max_output_tokens: tokens,
  reasoning_effort: text,
});

const wireEntry = z.looseObject({
  name: text,
  label: text,
  api_key: text,
  base_url: z.string().check(z.minLength(1)),
  models: z.nullish(z.array(wireModel)),
  key_header: text,
  headers: z.nullish(z.record(z.string(), z.string())),
  rate_limit: z.nullish(
    z.looseObject({ requests_per_minute: limit, min_interval_ms: limit, tokens_per_minute: limit }),
  ),
});

export const entryKeys = Object.keys(wireEntry.shape);
export const modelKeys = Object.keys(wireModel.shape);
export const rateLimitKeys = ['requests_per_minute', 'min_interval_ms', 'tokens_per_minute'];

/** Reads an entry of ours; undefined when something is wrong, which is then in `reader.problems`. */
export function readEntry(value: JsonValue, reader: EntryReader): DecodedEntry | undefined {
  const before = reader.problems.length;
  checkReserved(value, reader);
  const parsed = wireEntry.safeParse(value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) addProblem(reader, issue.path, wordsOf(issue, value));
    return undefined;
  }
  const wire = parsed.data;
  const baseUrl = readBaseUrl(wire.base_url, reader);
  const apiKey = readKey(wire.api_key ?? '', reader);
  const keyHeader = readKeyHeader(wire.key_header ?? '', reader);
  const headers = readFileHeaders(wire.headers ?? {}, reader);
  const models = (wire.models ?? []).map(toFileModel);
  checkModelIds(models, reader);
  if (reader.problems.length > before) return undefined;
  const label = wire.label?.trim() || (wire.name === firstKey ? undefined : wire.name?.trim());
  return {
    key: reader.key,
    path: jsonPath(reader.steps),
    ...(label && { label }),
    baseUrl,
    apiKey,
    ...(keyHeader && { keyHeader }),
    ...(Object.keys(headers).length > 0 && { headers }),
    models,
    ...toRateLimit(wire.rate_limit ?? {}),
    ...toExtra(wire as JsonObject, entryKeys, unknownRateLimit(wire.rate_limit)),
  };
}

/** The label that an entry has or gets: given, else its key where that is a name, else the default. */
export function labelOf(entry: Pick<DecodedEntry, 'key' | 'label'>): string {
  return entry.label ?? (entry.key === firstKey ? defaultLabel : entry.key);
}

/** Adds a problem at a place inside the entry; its words begin with the entry's key. */
function addProblem(reader: EntryReader, steps: Steps, words: string): void {
  const message = `The entry ${JSON.stringify(reader.key)}: ${words}`;
  reader.problems.push({ path: jsonPath([...reader.steps, ...steps]), message });
}

function addWarning(reader: EntryReader, step: string, words: string): void {
  reader.warnings.push({ path: jsonPath([...reader.steps, step]), message: words });
}

const expectedWords: Record<string, string> = {
  string: 'text in quotes',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function wordsOf(issue: z.core.$ZodIssue, value: JsonValue): string {
  const name = issue.path.filter((step) => typeof step === 'string').at(-1) ?? 'it';
  const found = issue.path.reduce<JsonValue | undefined>(child, value);
  if (found === undefined || found === '') return `${name} is ${kindOf(found)}.`;
  if (issue.code === 'too_small') return `${name} must not be below 0.`;
  if (issue.code === 'too_big') return `${name} is too large.`;
  const expected = 'expected' in issue ? expectedWords[String(issue.expected)] : undefined;
  return `${name} must be ${expected ?? 'something else'}, but it is ${kindOf(found)}.`;
}

function child(value: JsonValue | undefined, step: PropertyKey): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isObject(value) ? value[String(step)] : undefined;
}

/** Keys of an entry, a model and a rate limit become keys of ours; deeper ones stay data. */
function checkReserved(value: JsonValue, reader: EntryReader): void {
  const models = child(value, 'models');
  const places: [Steps, JsonValue | undefined][] = [
    [[], value],
    [['rate_limit'], child(value, 'rate_limit')],
    [['headers'], child(value, 'headers')],
    ...(Array.isArray(models) ? models : []).map((model, index): [Steps, JsonValue] => [
      ['models', index],
      model,
    ]),
  ];
  for (const [steps, object] of places) {
    for (const key of isObject(object) ? reservedIn(object) : []) {
      addProblem(reader, [...steps, key], `the key "${key}" is not allowed. Take it out.`);
    }
  }
}

/** The reserved words among an object's own keys. */
export function reservedIn(object: JsonObject): string[] {
  return reservedKeys.filter((key) => Object.hasOwn(object, key));
}

function readBaseUrl(given: string, reader: EntryReader): string {
  const parsed = parseBaseUrl(given);
  if (parsed.kind === 'invalid') {
    addProblem(reader, ['base_url'], parsed.message);
    return given;
  }
  if (parsed.trimmed.length > 0) {
    addWarning(reader, 'base_url', `Taken off the address: ${parsed.trimmed.join(', ')}.`);
  }
  return parsed.candidates.at(-1) ?? given;
}

function readKey(given: string, reader: EntryReader): string {
  const { key, trimmed, problem } = trimKey(given);
  if (problem) addProblem(reader, ['api_key'], problem);
  if (trimmed.length > 0) {
    addWarning(reader, 'api_key', `Taken off the API key: ${trimmed.join(', ')}.`);
  }
  return key;
}

function readKeyHeader(given: string, reader: EntryReader): KeyHeader | undefined {
  const name = given.trim().toLowerCase();
  if (name === '' || name === 'authorization' || name === 'x-api-key') return name || undefined;
  addProblem(reader, ['key_header'], 'key_header must be "authorization" or "x-api-key".');
  return undefined;
}

/** An empty value says nothing, as with a key. What no page can send is kept, and said. */
function readFileHeaders(given: Headers, reader: EntryReader): Headers {
  const rows = Object.entries(given).filter(([, value]) => value.trim() !== '');
  for (const [name, value] of rows) {
    const problem = headerProblem(name, value);
    if (problem) addProblem(reader, ['headers', name], problem);
    const never = forbiddenWords(name);
    if (never) addWarning(reader, 'headers', never);
  }
  return Object.fromEntries(rows);
}

function checkModelIds(models: FileModel[], reader: EntryReader): void {
  const seen = new Set<string>();
  models.forEach(({ id }, index) => {
    if (seen.has(id)) {
      addProblem(
        reader,
        ['models', index, 'id'],
        `the model ${JSON.stringify(id)} is listed twice.`,
      );
    }
    seen.add(id);
  });
}

function toFileModel(wire: z.infer<typeof wireModel>): FileModel {
  const { id, name, description } = wire;
  return {
    id,
    ...(name && name !== id && { name }),
    ...(description && { description }),
    // 0 is how programs without optional numbers write "not known".
    ...(wire.context_window && { contextWindow: wire.context_window }),
    ...(wire.max_output_tokens && { maxOutputTokens: wire.max_output_tokens }),
    ...(wire.reasoning_effort && { reasoningEffort: wire.reasoning_effort }),
    ...toExtra(wire as JsonObject, modelKeys),
  };
}

function toRateLimit(wire: NonNullable<z.infer<typeof wireEntry>['rate_limit']>): {
  rateLimit?: RateLimit;
} {
  const rateLimit: RateLimit = {
    ...(wire.requests_per_minute && { requestsPerMinute: wire.requests_per_minute }),
    ...(wire.min_interval_ms && { minIntervalMs: wire.min_interval_ms }),
    ...(wire.tokens_per_minute && { tokensPerMinute: wire.tokens_per_minute }),
  };
  return Object.keys(rateLimit).length > 0 ? { rateLimit } : {};
}

function unknownRateLimit(wire: object | null | undefined): JsonObject {
  const unknown = without((wire ?? {}) as JsonObject, rateLimitKeys);
  return Object.keys(unknown).length > 0 ? { rate_limit: unknown } : {};
}

function toExtra(wire: JsonObject, known: string[], more: JsonObject = {}): { extra?: JsonObject } {
  const extra = { ...without(wire, known), ...more };
  return Object.keys(extra).length > 0 ? { extra } : {};
}
