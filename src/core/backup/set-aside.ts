/** What stored records that cannot be read were meant to be; `stray`: messages whose chat is not there. */
export type SetAsideKind =
  'provider' | 'chat' | 'message' | 'stray' | 'attachment' | 'library' | 'tool-server';

/** How many of each; those of which there are none are missing. */
export type SetAsideCounts = ReadonlyMap<SetAsideKind, number>;

/** Stored records that nothing shows, because they cannot be read. Whatever fails throws a StorageError. */
export interface SetAsideRecords {
  /** Looks through all that is stored. */
  find(): Promise<SetAsideCounts>;
  /** Those that were found last, as JSON, without the secrets of providers and tool servers. */
  exportAll(): Promise<string>;
  /** Removes those that were exported last; the returned function brings them back. */
  removeExported(): Promise<() => Promise<void>>;
}
