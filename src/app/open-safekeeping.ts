import type { SetAside } from '../platform/set-aside';
import type { AppStorage } from '../platform/storage';
import { createStorageUse } from '../platform/storage-use';
import type { Safekeeping } from '../state/safekeeping';
import type { Vault } from '../state/vault';

export interface SafekeepingTools {
  storage: AppStorage;
  setAside: SetAside;
  vault: () => Promise<Vault>;
}

/** What watches over the storage of this browser. */
export async function openSafekeeping(tools: SafekeepingTools): Promise<Safekeeping> {
  const { setAside } = tools;
  return {
    use: createStorageUse(navigator),
    setAside: () => setAside.count(),
    vault: await tools.vault(),
  };
}
