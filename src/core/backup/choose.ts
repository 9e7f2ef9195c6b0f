import type { JsonObject, JsonValue } from '../../lib/json';
import { isObject, sameJson } from '../providers/json-value';
import { type Comparison, withoutPermissions } from './compare';
import type { BackupStore } from './format';
import type { RecordKey } from './types';
import { refilled } from './refill';

/** What a person sees as one kind of thing. */
export const kinds = ['chats', 'providers', 'tool-servers', 'library', 'settings'] as const;
export type Kind = (typeof kinds)[number];

export function kindOf(store: BackupStore): Kind {
  switch (store) {
    case 'conversations':
    case 'messages':
    case 'attachments':
      return 'chats';
    default:
      return store;
  }
}

/** Which of two different records stays under its id. `newer`: the later one, where that shows, else the one here. */
export type Choice = 'newer' | 'here' | 'file' | 'both';
export type Choices = Readonly<Record<Kind, Choice>>;

export const defaultChoices: Choices = {
  chats: 'newer',
  providers: 'newer',
  'tool-servers': 'newer',
  library: 'both',
  settings: 'newer',
};

/** What a restore writes, under which key. */
export interface Change {
  key: RecordKey;
  record: JsonObject;
}

/** What is to be written of a record of the file; undefined: what is here stays. Nothing that is here goes. */
export function choose(
  store: BackupStore,
  comparison: Comparison,
  choice: Choice,
  incoming: Change,
  local: JsonObject | undefined,
): Change | undefined {
  const chosen = chosenOf(store, comparison, choice, incoming, local);
  return local && chosen && sameJson(chosen.record, local) ? undefined : chosen;
}

function chosenOf(
  store: BackupStore,
  comparison: Comparison,
  choice: Choice,
  { key, record: incoming }: Change,
  local: JsonObject | undefined,
): Change | undefined {
  if (comparison === 'same') return undefined;
  const record = withoutPermissions(store, incoming, local);
  if (!local) return { key, record };
  // An answer that still grows is ahead of any file.
  if (store === 'messages' && local['status'] === 'streaming') return undefined;
  if (store === 'settings') return { key, record: joinedSettings(local, record, choice) };
  if (comparison === 'newer-in-file' && choice === 'newer')
    return { key, record: taken(store, local, record) };
  if (choice === 'file') return { key, record: refilled(store, record, local) };
  if (choice === 'both' && store === 'library') return copyOf(key, record);
  return undefined;
}

/** Of providers and tool servers only the secrets that are missing here are newer. */
function taken(store: BackupStore, local: JsonObject, record: JsonObject): JsonObject {
  return store === 'providers' || store === 'tool-servers'
    ? refilled(store, local, record)
    : refilled(store, record, local);
}

/** A second restore finds the copy of the first. */
function copyOf(key: RecordKey, record: JsonObject): Change {
  const name = typeof record['title'] === 'string' ? 'title' : 'name';
  const id = copyKey(key);
  return { key: id, record: { ...record, id, [name]: `${textOf(record[name])} (restored)` } };
}

/** Where the copy of a preset or prompt lies. */
export const copyKey = (key: RecordKey): RecordKey => `${key}-restored`;

/** Both, and where they differ what was chosen: what only one has says nothing against it. */
function joinedSettings(local: JsonObject, record: JsonObject, choice: Choice): JsonObject {
  const file = refilled('settings', record, local);
  const [first, last] = choice === 'file' ? [local, file] : [file, local];
  const [before, after] = [first['remainder'], last['remainder']];
  const whole = { ...first, ...withoutEmpty(last) };
  if (!isObject(before) || !isObject(after)) return whole;
  const join = (name: string) => ({ ...objectOf(before[name]), ...objectOf(after[name]) });
  return {
    ...whole,
    remainder: { ...before, ...after, entries: join('entries'), extra: join('extra') },
  };
}

/** An empty text says nothing: no default model, no preset. */
function withoutEmpty(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));
}

const objectOf = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {});
const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
