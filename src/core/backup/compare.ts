import type { JsonObject, JsonValue } from '../../lib/json';
import { isObject, sameJson, without } from '../providers/json-value';
import type { BackupStore } from './format';
import { refilled } from './refill';

/** How a record of the file stands to the one that is stored under its key. */
export type Comparison = 'new' | 'same' | 'newer-here' | 'newer-in-file' | 'differs';

/** What was found out about a server, and what belongs to this browser: no difference that a person made. */
const ignored: Partial<Record<BackupStore, readonly string[]>> = {
  providers: [
    ...['listed', 'server', 'learned', 'checks', 'learnedWindows', 'calibrations'],
    // A key in providers.json that is taken here becomes another one.
    'key',
  ],
  'tool-servers': ['seen', 'slug'],
};

/** Judges a record of the file against the one that is stored, if any. */
export function compare(
  store: BackupStore,
  local: JsonObject | undefined,
  incoming: JsonObject,
): Comparison {
  if (!local) return 'new';
  const [here, there] = [seen(store, local), seen(store, refilled(store, incoming, local))];
  if (sameJson(here, there)) return 'same';
  // It only brings the secrets that are missing here.
  if (sameJson(seen(store, refilled(store, local, incoming)), there)) return 'newer-in-file';
  switch (store) {
    case 'conversations':
      return byTime(numberOf(local['updatedAt']), numberOf(incoming['updatedAt']));
    case 'messages':
      return byTime(ageOf(local), ageOf(incoming));
    // The bytes under an id never change.
    case 'attachments':
      return 'same';
    default:
      return 'differs';
  }
}

/** What counts of a record. */
function seen(store: BackupStore, record: JsonObject): JsonObject {
  const rest = without(record, ['v', ...(ignored[store] ?? [])]);
  return withoutPermissions(store, rest, undefined);
}

/**
 * What a person allowed once and for all in this browser is not taken from a file: it would run tools or load images
 * unasked. `local` tells what was allowed here.
 */
export function withoutPermissions(
  store: BackupStore,
  record: JsonObject,
  local: JsonObject | undefined,
): JsonObject {
  if (store === 'settings') return withOwn(record, local, ['imageOrigins', 'toolsAlways']);
  if (store !== 'conversations' || !isObject(record['tools'])) return record;
  const own = isObject(local?.['tools']) ? local['tools'] : undefined;
  return { ...record, tools: withOwn(record['tools'], own, ['always']) };
}

function withOwn(
  record: JsonObject,
  local: JsonObject | undefined,
  names: readonly string[],
): JsonObject {
  const own = Object.entries(local ?? {}).filter(([name]) => names.includes(name));
  return { ...without(record, names), ...Object.fromEntries(own) };
}

/** An answer grows until its end; of two of one time the longer one has more of it. */
function ageOf(message: JsonObject): number {
  const { timing, text } = message;
  const finishedAt = isObject(timing) ? numberOf(timing['finishedAt']) : 0;
  const length = typeof text === 'string' ? text.length : 0;
  return finishedAt + length / 1e9;
}

function byTime(here: number, there: number): Comparison {
  return there > here ? 'newer-in-file' : 'newer-here';
}

const numberOf = (value: JsonValue | undefined): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : 0;
