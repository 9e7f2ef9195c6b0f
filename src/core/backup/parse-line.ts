import { fromBase64 } from '../../lib/base64';
import type { JsonValue } from '../../lib/json';
import { isObject } from '../providers/json-value';
import { restoreSealed } from '../sealing/restore';
import {
  type BackupEnd,
  type BackupHeader,
  backupStores,
  FORMAT,
  type RecordLine,
  type SealedLine,
  VERSION,
} from './format';
import { MOST_DEPTH } from './plain';

/** Bytes of an attachment that are taken; a person's own is bounded far below. */
const MOST_BYTES = 1_000_000_000;
const MOST_KEY = 500;

/** Some bytes of an attachment, decoded. */
export interface Part {
  part: number;
  of: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export type ParsedItem =
  | { kind: 'record'; line: RecordLine }
  | { kind: 'part'; part: Part }
  | { kind: 'sealed'; sealed: SealedLine['sealed'] }
  | { kind: 'problem'; message: string };

/** One member of `records`; total. */
export function parseItem(value: JsonValue): ParsedItem {
  if (!isObject(value)) return problem('is not a record');
  if (value['sealed'] !== undefined) {
    const sealed = restoreSealed(value['sealed']);
    return sealed ? { kind: 'sealed', sealed } : problem('holds no locked keys that can be read');
  }
  if (value['of'] !== undefined) return parsePart(value);
  return parseRecord(value);
}

function parseRecord(value: Record<string, JsonValue>): ParsedItem {
  const { key, record, bytes, type } = value;
  const store = backupStores.find((known) => known === value['store']);
  if (!store) return problem('names no store that is known here');
  if (typeof key !== 'string' || key === '' || key.length > MOST_KEY)
    return problem('has no key that can be used');
  if (!isObject(record)) return problem('has no record');
  if (isTooDeep(record, MOST_DEPTH)) return problem('is nested too deeply');
  // In `settings` the key stands beside the record.
  if (store !== 'settings' && !isKey(key, record['id'])) return problem('has another id than key');
  const line: RecordLine = { store, key, record };
  if (bytes === undefined) return { kind: 'record', line };
  const isCount = typeof bytes === 'number' && Number.isInteger(bytes) && bytes >= 0;
  if (store !== 'attachments' || !isCount || bytes > MOST_BYTES) return problem('has a wrong size');
  return { kind: 'record', line: { ...line, bytes, type: typeof type === 'string' ? type : '' } };
}

function parsePart({ part, of, data }: Record<string, JsonValue>): ParsedItem {
  const bytes = typeof data === 'string' ? fromBase64(data) : undefined;
  if (typeof part !== 'number' || typeof of !== 'string' || !bytes)
    return problem('holds no bytes of a file that can be read');
  return { kind: 'part', part: { part, of, bytes } };
}

/** A key of the store is a text or a number; the latter only in records that were set aside. */
function isKey(key: string, id: JsonValue | undefined): boolean {
  return typeof id === 'string' ? id === key : typeof id === 'number' && String(id) === key;
}

/** What the first line says, also without what follows there; undefined for a file of something else. */
export function parseHeader(value: JsonValue): BackupHeader | undefined {
  if (!isObject(value) || value['format'] !== FORMAT) return undefined;
  const { version, at, keys, attachments } = value;
  return {
    format: FORMAT,
    version: typeof version === 'number' ? version : VERSION,
    at: typeof at === 'number' && Number.isFinite(at) ? at : 0,
    keys: keys === 'sealed' ? 'sealed' : 'left-out',
    attachments: attachments !== false,
  };
}

/** What the last line says; undefined when it says nothing. */
export function parseEnd(value: JsonValue | undefined): BackupEnd | undefined {
  if (!isObject(value)) return undefined;
  const { lines, checksum } = value;
  if (typeof lines !== 'number' || typeof checksum !== 'string') return undefined;
  return { lines, checksum, records: {} };
}

/** The value of a JSON text, or undefined. */
export function tryJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // A stack that overflows ends here too.
    return undefined;
  }
}

/** Whether a value is nested deeper than so many levels; goes no deeper than these itself. */
function isTooDeep(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isTooDeep(item, levels - 1));
}

const problem = (message: string): ParsedItem => ({ kind: 'problem', message });
