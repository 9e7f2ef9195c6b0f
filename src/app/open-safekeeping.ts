import type { Idle } from '../core/ports';
import { createStoredFiles } from '../platform/service-worker/stored-files';
import type { SetAside } from '../platform/set-aside';
import type { AppStorage } from '../platform/storage';
import { createStorageUse } from '../platform/storage-use';
import type { Safekeeping } from '../state/safekeeping';

export interface SafekeepingTools {
  storage: AppStorage;
  setAside: SetAside;
  idle: Idle;
}

/** What watches over the storage of this browser. */
export async function openSafekeeping(tools: SafekeepingTools): Promise<Safekeeping> {
  const { setAside, idle } = tools;
  return {
    use: createStorageUse(navigator),
    setAside: () => setAside.count(),
    offline: createStoredFiles(navigator, idle),
  };
}
