import type { JsonValue } from '../../lib/json';
import { readJson } from '../providers/json-text';
import { isObject } from '../providers/json-value';
import type { SealedText } from '../sealing/types';
import { createChecksum } from './checksum';
import { joinParts } from './join-parts';
import { type BackupEnd, type BackupHeader, FORMAT, type RecordLine, VERSION } from './format';
import { readLines } from './lines';
import { parseEnd, parseHeader, parseItem, type ParsedItem, tryJson } from './parse-line';

/** A file that another program wrote anew is read as a whole, if it is not larger than this. */
export const MOST_WHOLE_BYTES = 50_000_000;
/** Of the beginning of a file, what tells how it is spelled. */
const HEAD_BYTES = 64 * 1024;

/** What a backup holds, one after the other; `place` says where it stands, e.g. `Line 12`. */
export type BackupItem =
  | { kind: 'header'; header: BackupHeader }
  | { kind: 'sealed'; sealed: SealedText }
  | { kind: 'record'; line: RecordLine; blob?: Blob; place: string }
  | { kind: 'problem'; place: string; message: string };

export type BackupKind =
  | { kind: 'lines' }
  /** Written anew by another program, with other line breaks. */
  | { kind: 'whole' }
  /** Not ours; the message says why, and where that shows. */
  | { kind: 'foreign'; message: string };

/** Looks at the beginning of a file; rejects when it cannot be read. */
export async function kindOfBackup(file: Blob): Promise<BackupKind> {
  const head = await file.slice(0, HEAD_BYTES).text();
  const [first = '', ...rest] = head.replace(/^\ufeff/, '').split('\n');
  const header = headerOf(first);
  if (header && header.version > VERSION) {
    const message = `Line 1: this backup was made by a newer Patchbay (version ${header.version}). Reload this page to get it.`;
    return { kind: 'foreign', message };
  }
  // A damaged first line takes nothing along.
  if (header || rest.some((line) => line.startsWith('{"store":"'))) return { kind: 'lines' };
  if (head.trim() === '') return { kind: 'foreign', message: 'The file is empty.' };
  if (!head.includes(FORMAT) && file.size > MOST_WHOLE_BYTES)
    return { kind: 'foreign', message: 'Line 1 does not begin like a backup of Patchbay.' };
  if (file.size > MOST_WHOLE_BYTES)
    return {
      kind: 'foreign',
      message:
        'Another program has written this backup anew, and it is too large to be read that way.',
    };
  return wholeKind(await file.text());
}

function wholeKind(text: string): BackupKind {
  const read = readJson(text);
  if (!read.ok) {
    const words = read.problems.map(({ path, message }) =>
      path === '$' ? message : `${path}: ${message}`,
    );
    return { kind: 'foreign', message: words[0] ?? 'This is not JSON.' };
  }
  const { value } = read;
  if (isObject(value) && isObject(value['providers']))
    return {
      kind: 'foreign',
      message: 'This is a providers.json, not a backup. Import it on the page Providers.',
    };
  const header = parseHeader(value);
  if (!header)
    return {
      kind: 'foreign',
      message: `$.format: this is no backup of Patchbay; it would say "${FORMAT}" there.`,
    };
  return header.version > VERSION
    ? {
        kind: 'foreign',
        message: `$.version: this backup was made by a newer Patchbay (version ${header.version}).`,
      }
    : { kind: 'whole' };
}

/** The first line as JSON: what it opens is closed for the moment. */
function headerOf(line: string): BackupHeader | undefined {
  const value = line.trimEnd().endsWith('"records":[') ? tryJson(`${line.trimEnd()}]}`) : undefined;
  return value === undefined ? undefined : parseHeader(value);
}

/**
 * Everything in a backup that can be read, the rest as problems; never throws but for a file that the disk does not give.
 * The bytes of attachments come joined, and are not kept where `withBytes` is false.
 */
export function readBackup(
  file: Blob,
  kind: 'lines' | 'whole',
  options: { withBytes: boolean; onBytes?: (count: number) => void },
): AsyncGenerator<BackupItem> {
  const items = kind === 'lines' ? itemsOfLines(file, options.onBytes) : itemsOfWhole(file);
  return joinParts(items, options.withBytes);
}

export type RawItem =
  { kind: 'header'; header: BackupHeader } | { kind: 'item'; place: string; item: ParsedItem };

async function* itemsOfLines(
  file: Blob,
  onBytes?: (count: number) => void,
): AsyncGenerator<RawItem> {
  const checksum = createChecksum();
  let [count, end, lastLine] = [0, undefined as BackupEnd | undefined, 0];
  for await (const { number, text, isTooLong } of readLines(file, onBytes)) {
    const place = `Line ${number}`;
    lastLine = number;
    if (isTooLong) yield broken(place, 'is too long to be a record');
    else if (number === 1) {
      const header = headerOf(text.replace(/^\ufeff/, ''));
      yield header ? { kind: 'header', header } : broken(place, 'is not the beginning of a backup');
    } else if (text.startsWith('],"end":')) {
      end = parseEnd(tryJson(text.slice(8).trimEnd().slice(0, -1)));
      if (!end) yield broken(place, 'is damaged: it should tell how many records there are');
    } else if (text.trim() !== '') {
      const json = text.endsWith(',') ? text.slice(0, -1) : text;
      checksum.add(json);
      count += 1;
      const value = tryJson(json);
      yield value === undefined
        ? broken(place, 'is damaged: it is not JSON')
        : { kind: 'item', place, item: parseItem(value) };
    }
  }
  if (!end) yield broken(`Line ${lastLine}`, 'is the last one: the file was cut off');
  else if (end.lines !== count)
    yield broken('The file', `should have ${end.lines} lines of records, and has ${count}`);
  else if (end.checksum !== checksum.value())
    yield broken('The file', 'was changed or damaged after it was written: its checksum differs');
}

/** A checksum over lines says nothing about a file with other lines. */
async function* itemsOfWhole(file: Blob): AsyncGenerator<RawItem> {
  const read = readJson(await file.text());
  const value: JsonValue = read.ok ? read.value : null;
  const header = parseHeader(value);
  if (header) yield { kind: 'header', header };
  const records = isObject(value) ? value['records'] : undefined;
  if (!Array.isArray(records)) return yield broken('$.records', 'is not a list');
  for (const [at, item] of records.entries())
    yield { kind: 'item', place: `$.records[${at}]`, item: parseItem(item) };
  const end = isObject(value) ? parseEnd(value['end']) : undefined;
  if (end?.lines !== records.length)
    yield broken('$.end', 'does not tell as many records as there are');
}

function broken(place: string, message: string): RawItem {
  return { kind: 'item', place, item: { kind: 'problem', message } };
}
