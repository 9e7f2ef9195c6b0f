/** A backup that lies somewhere: among the snapshots, or in the folder that a person picked. */
export interface KeptBackup {
  name: string;
  /** Epoch milliseconds, by its name. */
  at: number;
  /** How many chats it holds, by its name. */
  chats: number;
  bytes: number;
}

/** A place that holds backups. Each call throws when the place is gone, full or not permitted. */
export interface BackupPlace {
  /** Whole ones only, newest first. */
  list(): Promise<KeptBackup[]>;
  /**
   * Writes one, whole or not at all; answers with its size. Throws a BackupTooLarge as soon as there are more bytes
   * than `mostBytes`.
   */
  write(name: string, pieces: AsyncIterable<string>, mostBytes?: number): Promise<number>;
  read(name: string): Promise<Blob>;
  remove(name: string): Promise<void>;
}

/** The message is a sentence for people. */
export class BackupTooLarge extends Error {
  override readonly name = 'BackupTooLarge';

  constructor() {
    super('The backup takes more space than this browser leaves for it.');
  }
}

/** The name of a backup that was begun at this moment; it sorts by time. */
export function backupName(at: number, chats: number): string {
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(':', '');
  return `patchbay-backup-${time}Z-${chats}-chats.json`;
}

const NAME = /^patchbay-backup-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d{1,9})-chats\.json$/;

/** What a name that `backupName` made says; undefined for every other file, which is none of ours. */
export function readBackupName(name: string): Pick<KeptBackup, 'at' | 'chats'> | undefined {
  const [, day, hours, minutes, seconds, chats] = NAME.exec(name) ?? [];
  const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(at) ? undefined : { at, chats: Number(chats) };
}
