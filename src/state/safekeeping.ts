import type { SetAsideRecords } from '../core/backup/set-aside';
import type { StorageUse } from '../core/backup/types';
import type { HandOver } from '../core/hand-over/hand-over';
import type { Backups } from './backups';
import { createStateContext } from './context';
import type { LinkedFile } from './linked-file';
import type { News } from './news';
import type { SaveFolder } from './save-folder';
import type { Snapshots } from './snapshots';
import type { Vault } from './vault';
import type { TakeCensus } from '../core/backup/ports';
import type { StorageHabits } from '../core/backup/storage-habits';
import type { BackupReminder } from './backup-reminder';
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
  /** Stored records that cannot be read; they stay in their store. Undefined where nothing is stored. */
  setAside: SetAsideRecords | undefined;
  /** Absent where nothing is stored. */
  backups?: Backups;
  /** Absent where the browser has no files of its own that a page can write. */
  snapshots?: Snapshots;
  /** Absent where the browser lets nobody pick a folder for good; so is `linkedFile`. */
  folder?: SaveFolder;
  linkedFile?: LinkedFile;
  /** The lock on the keys. */
  vault: Vault;
  /** Links that set up another device. */
  handOver: HandOver;
  /** The parts of Patchbay itself. */
  offline: OfflineParts;
  news: News;
}

/** The files of this version that are stored, so that it works without a network. */
export interface OfflineParts {
  /** Undefined where nothing can be stored: no service worker, or not yet. */
  count(): Promise<StoredParts | undefined>;
  /**
   * Fetches those that are missing, as far as they can be had, as long as `goesOn`, which is told how far it has come;
   * answers what there is then.
   */
  fetchRest(goesOn: (parts: StoredParts) => boolean): Promise<StoredParts | undefined>;
  /** The browser was told to save data: then only what the first screen needs is fetched by itself. */
  savesData(): boolean;
}

export interface StoredParts {
  total: number;
  missing: number;
}

/** It comes with the first that needs it. */
export type OpenSafekeeping = () => Promise<Safekeeping>;

export const SafekeepingContext = createStateContext<OpenSafekeeping>('Safekeeping');
