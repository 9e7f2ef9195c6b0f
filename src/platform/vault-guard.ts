import { promisifyRequest } from 'idb-keyval';
import { mayBeWritten, restoreVault, type VaultRecord } from '../core/sealing/vault';
import { StorageError } from './storage-error';

/** Where the lock of the keys lies in the settings store; absent while nothing is locked. */
export const VAULT_KEY = 'vault';

/** The lock, read in a transaction over the settings. */
export async function readVault(transaction: IDBTransaction): Promise<VaultRecord | undefined> {
  const settings = transaction.objectStore('settings');
  return restoreVault(await promisifyRequest<unknown>(settings.get(VAULT_KEY)));
}

/**
 * Throws a StorageError `not-sealed` unless these secrets may be written in this transaction: another tab may have
 * locked the keys, or changed the passphrase, a moment ago.
 */
export async function guardSecrets(
  transaction: IDBTransaction,
  secrets: readonly string[],
): Promise<void> {
  if (secrets.length === 0) return;
  if (!mayBeWritten(secrets, await readVault(transaction))) throw new StorageError('not-sealed');
}
