import type { StorageUse } from '../core/backup/types';
import { createStateContext } from './context';
import type { Vault } from './vault';

/** What watches over the storage: use, backups, snapshots. */
export interface Safekeeping {
  /** Undefined where the browser does not tell. */
  use(): Promise<StorageUse | undefined>;
  /** Stored records that could not be read so far; they stay in their store. */
  setAside(): number;
  /** The lock on the keys. */
  vault: Vault;
}

/** It comes with the first that needs it. */
export type OpenSafekeeping = () => Promise<Safekeeping>;

export const SafekeepingContext = createStateContext<OpenSafekeeping>('Safekeeping');
