import type { JsonObject, JsonValue } from '../../lib/json';
import { normalBaseUrl } from './base-url';
import { readEntry, reservedIn, type DecodedEntry } from './entry';
import { jsonPath, type Problem, type Steps } from './json-path';
import { readJson } from './json-text';
import { isObject, kindOf, without } from './json-value';
import { firstKey } from './file-key';
import { defaultLabel } from './preset-id';

/** An entry of another kind: kept as it is. */
export interface OtherEntry {
  key: string;
  path: string;
  value: JsonValue;
  /** How it would read as OpenAI-compatible; absent when it cannot (no http(s) `base_url`). */
  usable?: DecodedEntry;
}

/** What a providers.json says, checked. */
export interface DecodedFile {
  entries: DecodedEntry[];
  others: OtherEntry[];
  /** Absent when the file does not have the key. */
  orchestrationModel?: string;
  summarizeModel?: string;
  /** Unknown top-level keys, `planning_model` and `safety_model` among them. */
  extra: JsonObject;
}

export type Decoded =
  { ok: true; file: DecodedFile; warnings: Problem[] } | { ok: false; problems: Problem[] };

/** The largest file that is read; a picker can refuse a larger one by its size before reading it. */
export const maxFileBytes = 10_000_000;

/** What to say about a file of this many bytes; undefined when it is small enough. */
export function tooLarge(bytes: number): string | undefined {
  if (bytes <= maxFileBytes) return undefined;
  const size = (bytes / 1_000_000).toFixed(1);
  return `The file has ${size} MB. A providers.json has at most ${maxFileBytes / 1_000_000} MB.`;
}

/** Enough to see what is wrong; a broken file can have a hundred thousand. */
const maxProblems = 50;

/** Reads a providers.json, or says with JSON paths why not; never throws, and changes nothing. */
export function decode(text: string): Decoded {
  const size = tooLarge(text.length);
  if (size) return refuse(size);
  if (text.trim() === '') return refuse('The file is empty. Choose a providers.json.');
  const read = readJson(text);
  if (!read.ok) return broken(read.problems);
  if (!isObject(read.value)) {
    return refuse(`The file holds ${kindOf(read.value)}. A providers.json is an object in { }.`);
  }
  return decodeDocument(read.value);
}

function wrongProviders(providers: JsonValue): Decoded {
  const message = `"providers" must be an object with one key per provider, but it is ${kindOf(providers)}.`;
  return { ok: false, problems: [{ path: '$.providers', message }] };
}

function refuse(message: string): Decoded {
  return { ok: false, problems: [{ path: '$', message }] };
}

function broken(problems: Problem[]): Decoded {
  return { ok: false, problems: problems.slice(0, maxProblems) };
}

function decodeDocument(document: JsonObject): Decoded {
  const { providers } = document as { providers?: JsonValue };
  if (providers !== undefined && !isObject(providers)) return wrongProviders(providers);
  const layout = layoutOf(document);
  if (!layout) return refuse(foreignWords(document));
  const problems: Problem[] = reservedProblems(document, []);
  const warnings: Problem[] = [];
  const file: DecodedFile = { entries: [], others: [], ...readDefaults(layout.rest, problems) };
  for (const { key, steps, value } of layout.entries) {
    const reader = { key, steps, problems, warnings };
    const entry = layout.isOurs(key, value) ? readEntry(value, reader) : undefined;
    if (entry) file.entries.push(entry);
    else if (!layout.isOurs(key, value)) file.others.push(otherEntry(key, steps, value));
  }
  if (layout.providers) problems.push(...reservedProblems(layout.providers, ['providers']));
  problems.push(...duplicates(file.entries));
  return problems.length > 0 ? broken(problems) : { ok: true, file, warnings };
}

interface Layout {
  entries: { key: string; steps: Steps; value: JsonValue }[];
  isOurs: (key: string, value: JsonValue) => boolean;
  providers?: JsonObject;
  /** The document's other keys. */
  rest: JsonObject;
}

const defaultKeys = ['orchestration_model', 'summarize_model'];

/** Finds the entries: in a `providers` map, or the document is itself an entry, or holds ours. */
function layoutOf(document: JsonObject): Layout | undefined {
  const isOurs = (key: string, value: JsonValue): boolean =>
    key === firstKey || (isObject(value) && value['name'] === firstKey);
  const { providers } = document as { providers?: JsonValue };
  if (isObject(providers)) {
    const entries = Object.entries(providers).map(([key, value]) => ({
      key,
      steps: ['providers', key],
      value,
    }));
    return { entries, isOurs, providers, rest: without(document, ['providers']) };
  }
  if (Object.hasOwn(document, firstKey)) {
    const entry = { key: firstKey, steps: [firstKey], value: document[firstKey] ?? null };
    return { entries: [entry], isOurs, rest: without(document, [firstKey]) };
  }
  if (!Object.hasOwn(document, 'base_url') && document['name'] !== firstKey) return undefined;
  return bareLayout(document);
}

function bareLayout(document: JsonObject): Layout {
  const value = without(document, defaultKeys);
  const rest = without(document, Object.keys(value));
  return { entries: [{ key: firstKey, steps: [], value }], isOurs: () => true, rest };
}

function foreignWords(document: JsonObject): string {
  const keys = Object.keys(document)
    .slice(0, 5)
    .map((key) => JSON.stringify(key.slice(0, 40)));
  const found = keys.length > 0 ? `It has ${keys.join(', ')}` : 'It has no keys';
  return `This file belongs to another program. ${found}, but no "providers" and no "base_url".`;
}

function reservedProblems(object: JsonObject, steps: Steps): Problem[] {
  return reservedIn(object).map((key) => ({
    path: jsonPath([...steps, key]),
    message: `The key "${key}" is not allowed. Take it out of the file.`,
  }));
}

function readDefaults(
  rest: JsonObject,
  problems: Problem[],
): Pick<DecodedFile, 'orchestrationModel' | 'summarizeModel' | 'extra'> {
  const [orchestrationModel, summarizeModel] = defaultKeys.map((key) => {
    const value = rest[key] ?? undefined;
    if (value === undefined || typeof value === 'string') return value;
    const message = `${key} must be text in quotes, but it is ${kindOf(value)}.`;
    problems.push({ path: jsonPath([key]), message });
    return undefined;
  });
  return {
    ...(orchestrationModel !== undefined && { orchestrationModel }),
    ...(summarizeModel !== undefined && { summarizeModel }),
    extra: without(rest, defaultKeys),
  };
}

function otherEntry(key: string, steps: Steps, value: JsonValue): OtherEntry {
  const usable = asOpenAiCompatible(key, steps, value);
  return { key, path: jsonPath(steps), value, ...(usable && { usable }) };
}

/** Its models are taken when they have our shape; the rest of the entry stays where it is. */
function asOpenAiCompatible(key: string, steps: Steps, value: JsonValue): DecodedEntry | undefined {
  if (!isObject(value)) return undefined;
  const { base_url = null, api_key = null, models = null } = value;
  const label = typeof value['label'] === 'string' ? value['label'] : (value['name'] ?? null);
  const read = (entry: JsonObject): DecodedEntry | undefined =>
    readEntry(entry, { key, steps, problems: [], warnings: [] });
  const plain = { base_url, api_key, label: typeof label === 'string' ? label : null };
  return read({ ...plain, models }) ?? read(plain);
}

function duplicates(entries: DecodedEntry[]): Problem[] {
  const seen = new Map<string, DecodedEntry>();
  return entries.flatMap((entry) => {
    const identity = JSON.stringify([normalBaseUrl(entry.baseUrl), entry.label ?? defaultLabel]);
    const first = seen.get(identity);
    if (!first) seen.set(identity, entry);
    if (!first) return [];
    const words = `has the same base_url and label as ${JSON.stringify(first.key)}. Take one out.`;
    const message = `The entry ${JSON.stringify(entry.key)} ${words}`;
    return [{ path: entry.path, message }];
  });
}
