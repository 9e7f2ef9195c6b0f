import type { SetAside } from '../platform/set-aside';
import type { AppStorage } from '../platform/storage';
import { createStorageUse } from '../platform/storage-use';
import { openBackups } from './open-backups';
import type { Safekeeping } from '../state/safekeeping';

export interface SafekeepingTools {
  storage: AppStorage;
  setAside: SetAside;
}

/** What watches over the storage of this browser. */
export async function openSafekeeping(tools: SafekeepingTools): Promise<Safekeeping> {
  const { setAside, storage } = tools;
  return {
    use: createStorageUse(navigator),
    setAside: () => setAside.count(),
    ...(storage.database && { backups: openBackups(storage.database) }),
  };
}
