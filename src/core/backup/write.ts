import { toBase64 } from '../../lib/base64';
import type { Sealing } from '../sealing/types';
import { isDraftOwner } from '../attachments/owner';
import { sameJson } from '../providers/json-value';
import { bareRecord } from './bare';
import { createChecksum } from './checksum';
import {
  backupStores,
  type BackupEnd,
  type BackupHeader,
  type BackupStore,
  FORMAT,
  type PartLine,
  type RecordLine,
  secretStores,
  type SealedLine,
  VERSION,
} from './format';
import { plainRecord } from './plain';
import type { BackupOptions, BackupSource, KeysLock, WriteBackup } from './types';

/** Bytes of an attachment in one line; divisible by three, so that no line but the last of one ends in padding. */
const PART_BYTES = 3 * 256 * 1024;
/** Characters that are handed on at once. */
const PIECE = 512 * 1024;

export interface WriteTools {
  source: BackupSource;
  /** Absent on an insecure origin. */
  sealing?: Sealing | undefined;
  lock?: KeysLock;
  now: () => number;
}

/** What writes backups of `source`. Keys go along only locked; asked to lock where that can't be done, it throws. */
export function createWriteBackup(tools: WriteTools): WriteBackup {
  return (options) => inPieces(linesOf(tools, options));
}

/** The lines, with their breaks, in pieces of a size that is worth handing on. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

async function* linesOf(tools: WriteTools, options: BackupOptions): AsyncGenerator<string> {
  const key =
    options.passphrase === undefined ? undefined : await newKey(tools, options.passphrase);
  const header: BackupHeader = {
    format: FORMAT,
    version: VERSION,
    at: tools.now(),
    keys: key ? 'sealed' : 'left-out',
    attachments: options.attachments,
  };
  yield `${JSON.stringify(header).slice(0, -1)},"records":[`;

  const end: BackupEnd = { records: {}, lines: 0, checksum: '' };
  const checksum = createChecksum();
  const line = (value: RecordLine | PartLine | SealedLine) => {
    const text = JSON.stringify(value);
    checksum.add(text);
    end.lines += 1;
    return `${end.lines > 1 ? ',' : ''}\n${text}`;
  };

  // First, so that whoever reads the file can ask for the passphrase before all else.
  if (key) yield line({ sealed: await key.seal(JSON.stringify(await secretsOf(tools))) });
  for (const store of backupStores) {
    if (store === 'attachments' && !options.attachments) continue;
    for await (const { key: name, value } of tools.source.records(store)) {
      if (store === 'attachments' && isDraft(value)) continue;
      end.records[store] = (end.records[store] ?? 0) + 1;
      const record = bareRecord(store, plainRecord(value));
      const blob = blobOf(store, value);
      yield line({ store, key: name, record, ...(blob && { bytes: blob.size, type: blob.type }) });
      if (blob) for await (const part of partsOf(name, blob)) yield line(part);
    }
  }
  yield `\n],"end":${JSON.stringify({ ...end, checksum: checksum.value() })}}\n`;
}

function newKey({ sealing }: WriteTools, passphrase: string) {
  if (!sealing) throw new Error('This page cannot lock keys: it was opened over plain http.');
  return sealing.newKey(passphrase);
}

/** The records that hold secrets, whole and in clear. */
async function secretsOf({ source, lock }: WriteTools): Promise<RecordLine[]> {
  const found: RecordLine[] = [];
  for (const store of secretStores) {
    for await (const { key, value } of source.records(store)) {
      const plain = plainRecord(value);
      const record = (await lock?.open(plain)) ?? plain;
      if (!sameJson(bareRecord(store, record), record)) found.push({ store, key, record });
    }
  }
  return found;
}

/** Files that wait in a composer belong to its tab. */
function isDraft(value: unknown): boolean {
  const owner = (value as { conversationId?: unknown } | null)?.conversationId;
  return typeof owner === 'string' && isDraftOwner(owner);
}

function blobOf(store: BackupStore, value: unknown): Blob | undefined {
  const blob = store === 'attachments' ? (value as { blob?: unknown } | null)?.blob : undefined;
  return blob instanceof Blob ? blob : undefined;
}

async function* partsOf(of: string, blob: Blob): AsyncGenerator<PartLine> {
  for (let part = 0; part * PART_BYTES < blob.size; part++) {
    const slice = blob.slice(part * PART_BYTES, (part + 1) * PART_BYTES);
    yield { part, of, data: toBase64(new Uint8Array(await slice.arrayBuffer())) };
  }
}
