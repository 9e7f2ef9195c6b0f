import type { SetAsideRecords } from '../core/backup/set-aside';
import type { StorageUse } from '../core/backup/types';
import { createStateContext } from './context';

/** What watches over the storage: use, backups, snapshots. */
export interface Safekeeping {
  /** Undefined where the browser does not tell. */
  use(): Promise<StorageUse | undefined>;
  /** Stored records that cannot be read; they stay in their store. Undefined where nothing is stored. */
  setAside: SetAsideRecords | undefined;
}

/** It comes with the first that needs it. */
export type OpenSafekeeping = () => Promise<Safekeeping>;

export const SafekeepingContext = createStateContext<OpenSafekeeping>('Safekeeping');
