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
