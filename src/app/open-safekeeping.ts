import { browserClock } from '../platform/clock';
import { createStoredFiles } from '../platform/service-worker/stored-files';
import { createSetAsideRecords } from '../platform/set-aside-records';
import type { AppStorage } from '../platform/storage';
import { createStorageUse } from '../platform/storage-use';
import { openBackups } from './open-backups';
import type { Safekeeping } from '../state/safekeeping';
import { type KeptFilesTools, openKeptFiles } from './open-kept-files';
import type { Vault } from '../state/vault';

export interface SafekeepingTools extends KeptFilesTools {
  storage: AppStorage;
  vault: () => Promise<Vault>;
}

/** What watches over the storage of this browser. */
export async function openSafekeeping(tools: SafekeepingTools): Promise<Safekeeping> {
  const { idle } = tools;
  const { database } = tools.storage;
  const use = createStorageUse(navigator);
  const vault = await tools.vault();
  const backups = database && openBackups(database, vault);
  return {
    use,
    setAside: database && createSetAsideRecords(database, browserClock),
    offline: createStoredFiles(navigator, idle),
    vault,
    ...(backups && { backups }),
    ...(backups && (await openKeptFiles(tools, database, backups, use))),
  };
}
