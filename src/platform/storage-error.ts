/**
 * Why the storage did not do its work, in one word.
 * - `full`: the disk or the browser's quota for this address is used up; nothing of the write was kept
 * - `outdated`: another tab runs a newer Patchbay and has changed the layout
 * - `not-sealed`: the keys are locked, or with another passphrase by now, and this would have been written otherwise
 * - `failed`: anything else; `cause` is the browser's own error
 */
export type StorageErrorCode = 'full' | 'outdated' | 'not-sealed' | 'failed';

const sentences: Record<StorageErrorCode, string> = {
  full: 'The storage of this browser is full, so this was not saved. Free some space, then try again.',
  outdated: 'Another tab runs a newer Patchbay. Reload this tab to go on.',
  'not-sealed': 'The lock on the keys was changed in another tab. Try again.',
  failed: 'The browser could not save or read this. Reload the page, then try again.',
};

/** The one error that the repositories throw; its message is a sentence for people. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, cause?: unknown) {
    super(sentences[code], { cause });
    this.code = code;
  }
}

/** The quota is used up: the write as a whole was undone. */
export class StorageFullError extends StorageError {
  override readonly name = 'StorageFullError';

  constructor(cause?: unknown) {
    super('full', cause);
  }
}

/** Turns whatever IndexedDB threw into a StorageError; one that already is stays as it is. */
export function toStorageError(cause: unknown): StorageError {
  if (cause instanceof StorageError) return cause;
  // The name is the only thing that all browsers share: a full disk is a DOMException in some,
  // a QuotaExceededError of its own class in newer ones.
  switch (nameOf(cause)) {
    case 'QuotaExceededError':
      return new StorageFullError(cause);
    case 'VersionError':
      return new StorageError('outdated', cause);
    default:
      return new StorageError('failed', cause);
  }
}

function nameOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'name' in cause ? cause.name : undefined;
}
