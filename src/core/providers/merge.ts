import { assertNever } from '../../lib/assert-never';
import type { JsonObject, JsonValue } from '../../lib/json';
import { ownValue } from '../../lib/own-value';
import type { FileModel } from '../models/types';
import type { NewId } from '../ports';
import { mayKeepKey, normalBaseUrl } from './base-url';
import type { DecodedFile, OtherEntry } from './codec';
import { labelOf, type DecodedEntry } from './entry';
import { jsonPath } from './json-path';
import { isObject } from './json-value';
import { fieldsOf, mergeProvider, sameModels, shownValue, type PlanField } from './merge-provider';
import { matchEntries } from './match-entries';
import { freeKey } from './file-key';
import type { ProviderSetup } from './repository';
import { refillSecrets } from './secrets';
import type { Provider } from './types';

interface RowBase {
  /** What the row is about, for people. */
  title: string;
  path: string;
  /** Whether the import does it; the person can flip it. */
  selected: boolean;
  fields: PlanField[];
}

/** An entry of ours. */
export interface ProviderRow extends RowBase {
  subject: 'provider';
  kind: 'added' | 'changed' | 'same';
  entry: DecodedEntry;
  /** The stored provider that it matches; absent for an added one. */
  providerId?: string;
  /** The stored API key goes, because the address has another origin and the file brings no key. */
  keyDropped: boolean;
  /** The file lists what an export of the provider lists: nothing to take over. */
  modelsKnown: boolean;
}

/** An entry of another kind: kept, not used, unless the person wants it as OpenAI-compatible. */
export interface OtherRow extends RowBase {
  subject: 'other';
  kind: 'kept';
  other: OtherEntry;
  canUse: boolean;
  use: boolean;
}

/** `orchestration_model` or `summarize_model`. */
export interface DefaultRow extends RowBase {
  subject: 'default';
  kind: 'added' | 'changed' | 'same';
  name: 'orchestrationModel' | 'summarizeModel';
  value: string;
}

/** A top-level key that is kept though not understood. */
export interface ExtraRow extends RowBase {
  subject: 'extra';
  kind: 'kept';
  value: JsonValue;
}

export type PlanRow = ProviderRow | OtherRow | DefaultRow | ExtraRow;

/** What an import would do, row by row. */
export interface MergePlan {
  rows: PlanRow[];
}

/** `add`: as a further provider instead of a change; `use`: as OpenAI-compatible, besides keeping it. */
export type RowChoice = 'take' | 'skip' | 'add' | 'use';

/**
 * Judges what a file would change. `shown` gives a provider's models as an export writes them, so that
 * one's own export is no change.
 */
export function planMerge(
  current: ProviderSetup,
  file: DecodedFile,
  shown: (provider: Provider) => FileModel[] = (provider) => provider.fileModels,
): MergePlan {
  const matches = matchEntries(current.providers, file.entries);
  const urls = [...current.providers, ...file.entries].map(({ baseUrl }) => normalBaseUrl(baseUrl));
  return {
    rows: [
      ...file.entries.map((entry) => providerRow(entry, matches.get(entry), shown)),
      ...file.others.map((other) => otherRow(other, urls)),
      ...defaultRow('orchestrationModel', 'orchestration_model', current, file),
      ...defaultRow('summarizeModel', 'summarize_model', current, file),
      ...Object.entries(file.extra).map(([key, value]) => extraRow(key, value)),
    ],
  };
}

function providerRow(
  entry: DecodedEntry,
  provider: Provider | undefined,
  shown: (provider: Provider) => FileModel[],
): ProviderRow {
  const none = { keyDropped: false, modelsKnown: false };
  const base = { subject: 'provider', entry, path: entry.path, ...none } as const;
  if (!provider) {
    return { ...base, kind: 'added', title: labelOf(entry), selected: true, fields: [] };
  }
  const modelsKnown = sameModels(entry.models, shown(provider));
  const merged = mergeProvider(provider, entry, modelsKnown);
  const fields = fieldsOf(provider, merged);
  return {
    ...base,
    kind: fields.length > 0 ? 'changed' : 'same',
    title: provider.label,
    providerId: provider.id,
    selected: fields.length > 0,
    fields,
    keyDropped: provider.apiKey !== '' && merged.apiKey === '',
    modelsKnown,
  };
}

function otherRow(other: OtherEntry, urls: string[]): OtherRow {
  const { key: title, path, usable } = other;
  const canUse = usable !== undefined && !urls.includes(normalBaseUrl(usable.baseUrl));
  const choice = { canUse, use: false, selected: true };
  return { subject: 'other', kind: 'kept', title, path, other, fields: [], ...choice };
}

/** An absent or empty default in a file says nothing. */
function defaultRow(
  name: DefaultRow['name'],
  title: string,
  current: ProviderSetup,
  file: DecodedFile,
): DefaultRow[] {
  const [from, value] = [current[name], file[name]];
  if (!value) return [];
  const isSame = from === value;
  const kind = isSame ? 'same' : from === '' ? 'added' : 'changed';
  const fields = isSame ? [] : [{ name: title, from, to: value }];
  const row = { subject: 'default', kind, title, path: jsonPath([title]), name, value } as const;
  return [{ ...row, selected: !isSame, fields }];
}

function extraRow(title: string, value: JsonValue): ExtraRow {
  const fields = [{ name: title, from: '', to: shownValue({ [title]: value }) }];
  const path = jsonPath([title]);
  return { subject: 'extra', kind: 'kept', title, path, value, selected: true, fields };
}

/** The plan with one row as the person wants it; a choice that the row does not offer changes nothing. */
export function setRow(plan: MergePlan, index: number, choice: RowChoice): MergePlan {
  const rows = plan.rows.map((row, at) => (at === index ? withChoice(row, choice) : row));
  return { rows };
}

function withChoice(row: PlanRow, choice: RowChoice): PlanRow {
  switch (choice) {
    case 'take':
    case 'skip':
      return {
        ...row,
        selected: choice === 'take',
        ...(row.subject === 'other' && { use: false }),
      };
    case 'add':
      return row.subject === 'provider' ? asAdded(row) : row;
    case 'use':
      return row.subject === 'other' && row.canUse ? { ...row, selected: true, use: true } : row;
    default:
      return assertNever(choice);
  }
}

function asAdded(row: ProviderRow): ProviderRow {
  const { subject, entry, path, modelsKnown } = row;
  const base = { subject, entry, path, modelsKnown, keyDropped: false };
  return { ...base, kind: 'added', title: labelOf(entry), selected: true, fields: [] };
}

/** The setup after the selected rows of a plan; what only the current setup has stays untouched. */
export function applyMerge(
  plan: MergePlan,
  current: ProviderSetup,
  tools: { newId: NewId; now: number },
): ProviderSetup {
  const rows = plan.rows.filter((row) => row.selected);
  return rows.reduce((setup, row) => applyRow(setup, row, tools), current);
}

function applyRow(
  setup: ProviderSetup,
  row: PlanRow,
  tools: { newId: NewId; now: number },
): ProviderSetup {
  switch (row.subject) {
    case 'provider':
      return row.providerId === undefined
        ? addProvider(setup, row.entry, tools)
        : changeProvider(setup, row.providerId, row);
    case 'other':
      return applyOther(setup, row, tools);
    case 'default':
      return { ...setup, [row.name]: row.value };
    case 'extra':
      return { ...setup, remainder: keepExtra(setup.remainder, row) };
    default:
      return assertNever(row);
  }
}

function changeProvider(setup: ProviderSetup, id: string, row: ProviderRow): ProviderSetup {
  const providers = setup.providers.map((provider) =>
    provider.id === id ? mergeProvider(provider, row.entry, row.modelsKnown) : provider,
  );
  return { ...setup, providers };
}

function addProvider(
  setup: ProviderSetup,
  entry: DecodedEntry,
  { newId, now }: { newId: NewId; now: number },
): ProviderSetup {
  const taken = [
    ...setup.providers.map((provider) => provider.key),
    ...Object.keys(setup.remainder.entries),
  ];
  const label = labelOf(entry);
  const provider: Provider = {
    id: newId(),
    key: taken.includes(entry.key) ? freeKey(label, taken) : entry.key,
    label,
    baseUrl: entry.baseUrl,
    apiKey: entry.apiKey,
    ...(entry.keyHeader === 'x-api-key' && { keyHeader: entry.keyHeader }),
    ...(entry.headers && { headers: entry.headers }),
    fileModels: entry.models,
    addedModels: [],
    overrides: {},
    ...(entry.rateLimit && { rateLimit: entry.rateLimit }),
    ...(entry.extra && { extra: entry.extra }),
    createdAt: nextTime(setup.providers, now),
  };
  return { ...setup, providers: [...setup.providers, provider] };
}

/** The list is ordered by time, and several providers are made in one moment. */
function nextTime(providers: Provider[], now: number): number {
  return Math.max(now, ...providers.map((provider) => provider.createdAt + 1));
}

function applyOther(
  setup: ProviderSetup,
  { other, use }: OtherRow,
  tools: { newId: NewId; now: number },
): ProviderSetup {
  const { entries } = setup.remainder;
  const stored = ownValue(entries, other.key);
  const value = isMoved(stored, other.value) ? other.value : refillSecrets(other.value, stored);
  const remainder = { ...setup.remainder, entries: { ...entries, [other.key]: value } };
  const kept = { ...setup, remainder };
  return use && other.usable ? addProvider(kept, other.usable, tools) : kept;
}

/** Another origin does not get the secrets of the one before. */
function isMoved(stored: JsonValue | undefined, incoming: JsonValue): boolean {
  const [from, to] = [baseUrlOf(stored), baseUrlOf(incoming)];
  return from !== undefined && to !== undefined && !mayKeepKey({ baseUrl: from }, to);
}

function baseUrlOf(entry: JsonValue | undefined): string | undefined {
  const url = isObject(entry) ? entry['base_url'] : undefined;
  return typeof url === 'string' ? url : undefined;
}

function keepExtra(
  remainder: ProviderSetup['remainder'],
  row: ExtraRow,
): ProviderSetup['remainder'] {
  const stored: JsonObject = remainder.extra;
  // Like the other defaults, an empty planning_model says nothing.
  if (row.value === '' && Object.hasOwn(stored, row.title)) return remainder;
  const filled = refillSecrets({ [row.title]: row.value }, stored) as JsonObject;
  return { ...remainder, extra: { ...stored, [row.title]: filled[row.title] ?? null } };
}
