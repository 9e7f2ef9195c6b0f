import { browserClock } from '../platform/clock';
import { createSetAsideRecords } from '../platform/set-aside-records';
import type { AppStorage } from '../platform/storage';
import { createStorageUse } from '../platform/storage-use';
import type { Safekeeping } from '../state/safekeeping';

export interface SafekeepingTools {
  storage: AppStorage;
}

/** What watches over the storage of this browser. */
export async function openSafekeeping(tools: SafekeepingTools): Promise<Safekeeping> {
  const { database } = tools.storage;
  return {
    use: createStorageUse(navigator),
    setAside: database && createSetAsideRecords(database, browserClock),
  };
}
