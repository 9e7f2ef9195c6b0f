import type { SetAside } from '../platform/set-aside';
import type { AppStorage } from '../platform/storage';
import { createStorageUse } from '../platform/storage-use';
import { openBackups } from './open-backups';
import type { Safekeeping } from '../state/safekeeping';
import { type KeptFilesTools, openKeptFiles } from './open-kept-files';
import type { Vault } from '../state/vault';

export interface SafekeepingTools extends KeptFilesTools {
  storage: AppStorage;
  setAside: SetAside;
  vault: () => Promise<Vault>;
}

/** What watches over the storage of this browser. */
export async function openSafekeeping(tools: SafekeepingTools): Promise<Safekeeping> {
  const { setAside, storage } = tools;
  const { database } = storage;
  const use = createStorageUse(navigator);
  const vault = await tools.vault();
  const backups = database && openBackups(database, vault);
  return {
    use,
    setAside: () => setAside.count(),
    vault,
    ...(backups && { backups }),
    ...(backups && (await openKeptFiles(tools, database, backups, use))),
  };
}
