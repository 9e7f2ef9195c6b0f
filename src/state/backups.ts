import type { LastBackup, WriteBackup } from '../core/backup/types';

/** Backups of all that is stored here. */
export interface Backups {
  write: WriteBackup;
  /** Remembers that one was written somewhere. */
  note(last: LastBackup): Promise<void>;
  /** False on an insecure origin: keys cannot be locked there, and stay out. */
  canSeal: boolean;
}

export function createBackups(tools: Backups): Backups {
  return tools;
}
