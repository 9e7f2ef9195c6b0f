import { createWriteBackup } from '../core/backup/write';
import { createBackupSource } from '../platform/backup-source';
import { createBackupTarget } from '../platform/backup-target';
import type { Database } from '../platform/database';
import { createNoteBackup } from '../platform/last-backup';
import { createSealing } from '../platform/sealing';
import { createTabs } from '../platform/tabs';
import type { KeysLock } from '../core/backup/types';
import { type Backups, createBackups } from '../state/backups';

/** Backups of a database whose keys may be locked; `onNoted` hears of each that is noted as the last one. */
export function openBackups(database: Database, lock: KeysLock, onNoted: () => void): Backups {
  const note = createNoteBackup(database);
  const sealing = createSealing(crypto);
  const source = createBackupSource(database);
  // A channel of its own: this page's own stores hear it like those of any other tab.
  const tabs = createTabs(globalThis.BroadcastChannel);
  return createBackups({
    write: createWriteBackup({ source, sealing, lock, now: Date.now }),
    open: { source, target: createBackupTarget(database), sealing, lock },
    note: async (last) => {
      await note(last);
      onNoted();
    },
    tell: tabs.publish,
  });
}
