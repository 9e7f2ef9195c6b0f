import type { StorageUse } from '../core/backup/types';
import { createStateContext } from './context';

/** What watches over the storage: use, backups, snapshots. */
export interface Safekeeping {
  /** Undefined where the browser does not tell. */
  use(): Promise<StorageUse | undefined>;
  /** Stored records that could not be read so far; they stay in their store. */
  setAside(): number;
  /** The parts of Patchbay itself. */
  offline: OfflineParts;
}

/** How many files of this version are stored, so that it works without a network. */
export interface OfflineParts {
  /** Undefined where nothing can be stored: no service worker, or not yet. */
  count(): Promise<{ total: number; missing: number } | undefined>;
  /** Fetches those that are missing, as far as they can be had; answers what there is then. */
  fetchRest(): Promise<{ total: number; missing: number } | undefined>;
  /** The browser was told to save data: then only what the first screen needs is fetched by itself. */
  savesData(): boolean;
}

/** It comes with the first that needs it. */
export type OpenSafekeeping = () => Promise<Safekeeping>;

export const SafekeepingContext = createStateContext<OpenSafekeeping>('Safekeeping');
