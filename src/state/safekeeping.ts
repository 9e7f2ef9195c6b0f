import type { StorageUse } from '../core/backup/types';
import type { TakeCensus } from '../core/backup/ports';
import type { StorageHabits } from '../core/backup/storage-habits';
import type { BackupReminder } from './backup-reminder';
import { createStateContext } from './context';
import type { Protection } from './protection';

/** What watches over the storage: use, backups, snapshots. */
export interface Safekeeping {
  /** Undefined where the browser does not tell. */
  use(): Promise<StorageUse | undefined>;
  /** What takes the room; undefined where nothing is stored. */
  census: TakeCensus | undefined;
  habits: StorageHabits;
  protection: Protection;
  reminder: BackupReminder;
  /** An answer of a real server is complete: there is something to lose. */
  afterAnswer(): Promise<void>;
  /** Stored records that could not be read so far; they stay in their store. */
  setAside(): number;
}

/** It comes with the first that needs it. */
export type OpenSafekeeping = () => Promise<Safekeeping>;

export const SafekeepingContext = createStateContext<OpenSafekeeping>('Safekeeping');
