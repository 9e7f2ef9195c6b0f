import { createWriteBackup } from '../core/backup/write';
import { createBackupSource } from '../platform/backup-source';
import { createNoteBackup } from '../platform/last-backup';
import { createSealing } from '../platform/sealing';
import type { SetAside } from '../platform/set-aside';
import type { Database } from '../platform/database';
import type { AppStorage } from '../platform/storage';
import { createStorageUse } from '../platform/storage-use';
import { type Backups, createBackups } from '../state/backups';
import type { Safekeeping } from '../state/safekeeping';

export interface SafekeepingTools {
  storage: AppStorage;
  setAside: SetAside;
}

/** What watches over the storage of this browser. */
export async function openSafekeeping(tools: SafekeepingTools): Promise<Safekeeping> {
  const { setAside, storage } = tools;
  const { database } = storage;
  return {
    use: createStorageUse(navigator),
    setAside: () => setAside.count(),
    ...(database && { backups: openBackups(database) }),
  };
}

function openBackups(database: Database): Backups {
  const sealing = createSealing(crypto);
  return createBackups({
    write: createWriteBackup({ source: createBackupSource(database), sealing, now: Date.now }),
    note: createNoteBackup(database),
    canSeal: sealing !== undefined,
  });
}
