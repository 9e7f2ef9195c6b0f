import type { JsonObject, JsonValue } from '../../lib/json';
import type { FileModel } from '../models/types';
import { isSealed } from '../sealing/mark';
import { normalBaseUrl } from './base-url';
import { entryKeys, modelKeys, rateLimitKeys } from './entry';
import { isObject, without } from './json-value';
import { firstKey, freeKey } from './file-key';
import { defaultLabel } from './preset-id';
import type { ProviderSetup } from './repository';
import { withoutSecrets } from './secrets';
import type { Provider, RateLimit } from './types';

export interface EncodeOptions {
  /** False empties every API key and secret header, those of other kinds too. */
  includeKeys: boolean;
  /** The id of the one provider to export, without the rest of the file. */
  only?: string;
  /** The chat models of a provider, with the limits shown. */
  models: (provider: Provider) => FileModel[];
}

/** The text of a providers.json (design.md): two spaces, a line break at its end, never the demo. */
export function encode(setup: ProviderSetup, options: EncodeOptions): string {
  const { only } = options;
  const exported = setup.providers.filter(
    (provider) => !provider.demo && (only === undefined || provider.id === only),
  );
  const providers = options.includeKeys ? exported : exported.map(withoutHeaderValues);
  const remainder = only === undefined ? setup.remainder : { entries: {}, extra: {} };
  const safe = <T extends JsonValue>(value: T): T =>
    options.includeKeys ? value : withoutSecrets(value);
  const entries = { ...encodeEntries(providers, remainder.entries, options), ...remainder.entries };
  const keep = (id: string): string => (isExported(id, setup, exported, options) ? id : '');
  const document = {
    // Entry by entry: a key of the map is a name, even if it reads like a secret's.
    providers: Object.fromEntries(
      Object.entries(entries).map(([key, value]) => [key, safe(value)]),
    ),
    orchestration_model: keep(setup.orchestrationModel),
    summarize_model: keep(setup.summarizeModel),
    ...safe(without(remainder.extra, ['providers', 'orchestration_model', 'summarize_model'])),
  };
  return `${JSON.stringify(document, withoutSealed, 2)}\n`;
}

/** A key that is still locked is of no use elsewhere. */
function withoutSealed(_: string, value: unknown): unknown {
  return typeof value === 'string' && isSealed(value) ? '' : value;
}

/** A default stays unless it is known to belong to a provider that is left out. */
function isExported(
  id: string,
  setup: ProviderSetup,
  exported: Provider[],
  { models }: EncodeOptions,
): boolean {
  const lists = (provider: Provider): boolean => models(provider).some((model) => model.id === id);
  const leftOut = setup.providers.filter((provider) => !exported.includes(provider));
  return exported.some(lists) || !leftOut.some(lists);
}

function encodeEntries(
  providers: Provider[],
  others: Record<string, JsonValue>,
  { models }: EncodeOptions,
): Record<string, JsonValue> {
  const entries: Record<string, JsonValue> = {};
  const identities = new Set<string>();
  const isOnly = providers.length === 1;
  for (const provider of providers) {
    const taken = [...Object.keys(entries), ...Object.keys(others)];
    const isFree = !taken.includes(provider.key);
    const key = isOnly ? firstKey : isFree ? provider.key : freeKey(provider.label, taken);
    const label = distinctLabel(provider, identities);
    const isPlain = isOnly || (key === firstKey && label === defaultLabel);
    entries[key] = encodeEntry(provider, key, isPlain ? undefined : label, models(provider));
  }
  return entries;
}

/** Two entries of one address and label would not import again. */
function distinctLabel({ label, baseUrl }: Provider, identities: Set<string>): string {
  const identity = (text: string): string => JSON.stringify([normalBaseUrl(baseUrl), text]);
  let distinct = label;
  for (let count = 2; identities.has(identity(distinct)); count += 1)
    distinct = `${label} ${count}`;
  identities.add(identity(distinct));
  return distinct;
}

/** A provider as an entry with this key; the label only where one is given. */
export function encodeEntry(
  provider: Provider,
  key: string,
  label: string | undefined,
  models: FileModel[],
): JsonObject {
  const extra = provider.extra ?? {};
  return {
    name: firstKey,
    ...(label !== undefined && { label }),
    api_key: provider.apiKey,
    base_url: provider.baseUrl,
    models: models.map((model) => encodeModel(model, key)),
    ...(provider.keyHeader && { key_header: provider.keyHeader }),
    ...(provider.headers && { headers: provider.headers }),
    ...encodeRateLimit(provider.rateLimit, extra['rate_limit']),
    ...without(extra, knownKeys(provider)),
  };
}

/** Headers that an older version kept without using them stay in the file until there are others. */
function knownKeys({ headers }: Provider): string[] {
  return headers ? entryKeys : entryKeys.filter((key) => key !== 'headers');
}

/** Every header's value is as secret as the key: without keys, only the names leave. */
function withoutHeaderValues(provider: Provider): Provider {
  if (!provider.headers) return provider;
  const names = Object.keys(provider.headers);
  return { ...provider, headers: Object.fromEntries(names.map((name) => [name, ''])) };
}

/** A model as an entry with this key lists it. */
export function encodeModel(model: FileModel, key: string): JsonObject {
  return {
    id: model.id,
    name: model.name ?? model.id,
    provider: key,
    ...(model.description && { description: model.description }),
    ...(model.contextWindow && { context_window: model.contextWindow }),
    ...(model.maxOutputTokens && { max_output_tokens: model.maxOutputTokens }),
    ...(model.reasoningEffort && { reasoning_effort: model.reasoningEffort }),
    ...without(model.extra ?? {}, modelKeys),
  };
}

function encodeRateLimit(limit: RateLimit = {}, unknown: JsonValue | undefined): JsonObject {
  const wire = {
    ...(limit.requestsPerMinute && { requests_per_minute: limit.requestsPerMinute }),
    ...(limit.minIntervalMs && { min_interval_ms: limit.minIntervalMs }),
    ...(limit.tokensPerMinute && { tokens_per_minute: limit.tokensPerMinute }),
    ...(isObject(unknown) && without(unknown, rateLimitKeys)),
  };
  return Object.keys(wire).length > 0 ? { rate_limit: wire } : {};
}
