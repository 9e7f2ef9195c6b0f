import type { JsonObject } from '../../lib/json';
import { keyPrefix, SEALED } from './mark';

/** What lies beside the records while keys are locked; without it they are not. */
export interface VaultRecord {
  /** A token of the key in use: whoever opens it has the passphrase. */
  check: string;
}

/** Parses the record of the lock; undefined where there is none. Total. */
export function restoreVault(value: unknown): VaultRecord | undefined {
  if (typeof value !== 'object' || value === null || !('check' in value)) return undefined;
  return typeof value.check === 'string' ? { check: value.check } : undefined;
}

/**
 * Whether secrets may be written: locked by the key in use, or in clear while nothing is locked. A tab that has not
 * heard yet of another one's lock has them otherwise.
 */
export function mayBeWritten(secrets: readonly string[], vault: VaultRecord | undefined): boolean {
  const prefix = vault && keyPrefix(vault.check);
  return secrets.every((secret) =>
    prefix === undefined ? !secret.startsWith(SEALED) : secret.startsWith(prefix),
  );
}

/** The records that hold secrets, as they lie in their stores. */
export interface SecretRecords {
  providers: JsonObject[];
  toolServers: JsonObject[];
  /** What a providers.json carried besides our own entries. */
  setup: JsonObject | undefined;
  vault: VaultRecord | undefined;
}

/** Reads and rewrites whatever holds secrets; implemented in `platform`. */
export interface VaultStore {
  read(): Promise<VaultRecord | undefined>;
  /**
   * Puts what `change` makes of all records in their place, in one transaction: all of them, or none. Where somebody
   * writes meanwhile, it begins anew.
   */
  rewrite(change: (records: SecretRecords) => Promise<SecretRecords>): Promise<void>;
}
