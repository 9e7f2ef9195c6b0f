import type { BackupPlace } from '../core/backup/kept-backups';
import { createBackupPlace } from './backup-place';

const SNAPSHOTS = 'snapshots';

/**
 * Where snapshots lie, in the origin's private file system. Undefined where the browser has none (an insecure origin,
 * private windows of Firefox) or cannot write there from a page: `createWritable` came with Chrome 86, Firefox 111 and
 * Safari 26 (MDN's compatibility data); older Safaris write in workers only.
 */
export async function openSnapshotPlace(
  storage: StorageManager | undefined,
  // The DOM's types don't know that it may be missing.
  FileHandle: Partial<typeof FileSystemFileHandle> | undefined = globalThis.FileSystemFileHandle,
): Promise<BackupPlace | undefined> {
  if (!storage?.getDirectory || !FileHandle?.prototype?.createWritable) return undefined;
  try {
    const root = await storage.getDirectory();
    return createBackupPlace(await root.getDirectoryHandle(SNAPSHOTS, { create: true }));
  } catch {
    return undefined;
  }
}
