import type { BackupStore } from './format';

/** How much this address holds, in bytes, as the browser guesses. */
export interface StorageUse {
  used: number;
  quota: number;
}

/** What a backup takes along beside chats, presets, prompts, settings and providers. */
export interface BackupOptions {
  /** Keys and secret headers go along locked with it; without one they stay out. */
  passphrase?: string;
  /** Images and files too. */
  attachments: boolean;
}

/**
 * The text of a backup, a piece at a time, so that a gigabyte of attachments never lies in memory as a whole. Throws a
 * StorageError when something cannot be read.
 */
export type WriteBackup = (options: BackupOptions) => AsyncIterable<string>;

/** A number only of records that were set aside. */
export type RecordKey = string | number;

/** A record to be put under its key; without a value it goes. */
export interface RecordWrite {
  key: RecordKey;
  value?: unknown;
}

/** Where a backup is restored to; throws a StorageError. */
export interface BackupTarget {
  /** The records that are there, raw. */
  read(store: BackupStore, keys: readonly RecordKey[]): Promise<ReadonlyMap<RecordKey, unknown>>;
  /** Reads and writes in one transaction: `decide` answers at once what is to be written. */
  change(
    store: BackupStore,
    keys: readonly RecordKey[],
    decide: (found: ReadonlyMap<RecordKey, unknown>) => readonly RecordWrite[],
  ): Promise<void>;
}

/** The lock on the keys of this browser: records lie in their stores with their secrets locked where there is one. */
export interface KeysLock {
  /** With its secrets in clear; asks for the passphrase where it takes one, and rejects in words without it. */
  open<T>(record: T): Promise<T>;
  seal<T extends object>(record: T): Promise<T>;
}

/** What a backup is made of: everything that lies in the stores, read a portion at a time. */
export interface BackupSource {
  /** The records of a store as they lie there, those too that could not be read, by their keys. Throws a StorageError. */
  records(store: BackupStore): AsyncIterable<{ key: string; value: unknown }>;
}
