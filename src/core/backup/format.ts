import type { JsonObject } from '../../lib/json';
import type { SealedText } from '../sealing/types';

/**
 * How a backup is spelled. The text is one JSON document with a line for each record, so that a gigabyte is read and
 * written a line at a time: the first line opens `records`, the last one closes it and tells what should be there.
 */
export const FORMAT = 'patchbay-backup';
export const VERSION = 1;

/** In the order in which they are written: a chat stands before its messages, these before what goes along with them. */
export const backupStores = [
  'providers',
  'tool-servers',
  'library',
  'settings',
  'conversations',
  'messages',
  'attachments',
] as const;
export type BackupStore = (typeof backupStores)[number];

/** Those that can hold keys, headers or sign-ins. */
export const secretStores: readonly BackupStore[] = [
  'providers',
  'tool-servers',
  'library',
  'settings',
  'conversations',
];

/** What the first line says. */
export interface BackupHeader {
  format: typeof FORMAT;
  version: number;
  /** Epoch ms. */
  at: number;
  /** Keys, secret headers and sign-ins: left out, or locked in a line of their own. */
  keys: 'left-out' | 'sealed';
  attachments: boolean;
}

/** One record as it lay in its store; of an attachment without its bytes, whose parts are in the lines that follow. */
export interface RecordLine {
  store: BackupStore;
  key: string;
  record: JsonObject;
  /** Of the bytes of an attachment. */
  bytes?: number;
  type?: string;
}

/** Some bytes of an attachment, as Base64: the parts of one follow each other, counted from 0. */
export interface PartLine {
  part: number;
  of: string;
  data: string;
}

/** Records with their secrets, as the JSON text of a list of `RecordLine`, locked. */
export interface SealedLine {
  sealed: SealedText;
}

/** What the last line says; the checksum is over the text of all lines between, without their commas. */
export interface BackupEnd {
  records: Partial<Record<BackupStore, number>>;
  lines: number;
  checksum: string;
}
