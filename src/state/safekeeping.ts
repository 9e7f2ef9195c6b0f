import type { StorageUse } from '../core/backup/types';
import type { Backups } from './backups';
import { createStateContext } from './context';

/** What watches over the storage: use, backups, snapshots. */
export interface Safekeeping {
  /** Undefined where the browser does not tell. */
  use(): Promise<StorageUse | undefined>;
  /** Stored records that could not be read so far; they stay in their store. */
  setAside(): number;
  /** Absent where nothing is stored. */
  backups?: Backups;
}

/** It comes with the first that needs it. */
export type OpenSafekeeping = () => Promise<Safekeeping>;

export const SafekeepingContext = createStateContext<OpenSafekeeping>('Safekeeping');
