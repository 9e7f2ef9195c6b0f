/** What keeps secrets locked, for those who write them; loaded with the first need. */
export interface Sealer {
  /** The record with its secrets locked where keys are; asks for the passphrase where it takes one. Rejects with words. */
  seal<T extends object>(record: T): Promise<T>;
}

/** Writes a record, and with its secrets locked where the store wants that; resolves with what `write` says. */
export async function writeSealed<T extends object, Written>(
  record: T,
  write: (record: T) => Promise<Written>,
  open: () => Promise<Sealer>,
): Promise<Written> {
  try {
    return await write(record);
  } catch (error) {
    if (!isNotSealed(error)) throw error;
    const sealed = await (await open()).seal(record);
    return write(sealed);
  }
}

function isNotSealed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'not-sealed';
}
