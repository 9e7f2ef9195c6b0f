import { set } from 'idb-keyval';
import type { LastBackup } from '../core/backup/last-backup';
import type { Database } from './database';

const KEY = 'last-backup';

/** Remembers that everything was written somewhere. */
export function createNoteBackup(database: Database): (last: LastBackup) => Promise<void> {
  return (last) => set(KEY, last, database.store('settings'));
}
