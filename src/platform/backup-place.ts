import {
  type BackupPlace,
  BackupTooLarge,
  type KeptBackup,
  readBackupName,
} from '../core/backup/kept-backups';

/** A backup on its way; a crash leaves it behind, and it never counts as one. */
const PART = '.part';

/** Not in the DOM's types: Chromium and Safari move a file within the origin's own file system, Chromium in folders too. */
type Movable = FileSystemFileHandle & { move?: (name: string) => Promise<void> };

/**
 * Backups in a directory: of the origin's private file system, or one that a person picked. Whoever writes or lists
 * holds the lock of that place, since what is half written is cleared away by the next write.
 */
export function createBackupPlace(directory: FileSystemDirectoryHandle): BackupPlace {
  return {
    async list() {
      const kept: KeptBackup[] = [];
      for await (const handle of directory.values()) {
        const said = readBackupName(handle.name);
        if (!said || handle.kind !== 'file') continue;
        const { size } = await handle.getFile();
        // A name comes before its bytes.
        if (size > 0) kept.push({ name: handle.name, bytes: size, ...said });
      }
      return kept.toSorted((a, b) => b.at - a.at);
    },
    async write(name, pieces, mostBytes = Infinity) {
      await removeLeftovers(directory);
      const part: Movable = await directory.getFileHandle(name + PART, { create: true });
      try {
        const bytes = await writePieces(part, pieces, mostBytes);
        await publish(directory, part, name);
        return bytes;
      } catch (error) {
        await directory.removeEntry(name + PART).catch(() => {});
        throw error;
      }
    },
    read: async (name) => (await directory.getFileHandle(name)).getFile(),
    remove: (name) => directory.removeEntry(name),
  };
}

async function removeLeftovers(directory: FileSystemDirectoryHandle): Promise<void> {
  const left: string[] = [];
  for await (const name of directory.keys()) if (isLeftover(name)) left.push(name);
  // One that cannot be removed must not end backups.
  for (const name of left) await directory.removeEntry(name).catch(() => {});
}

/** Chromium writes beside the file and keeps that through a crash, under the same name with this ending. */
const SWAP = '.crswap';

function isLeftover(name: string): boolean {
  const whole = name.replace(SWAP, '').replace(PART, '');
  return whole !== name && readBackupName(whole) !== undefined;
}

/** The file's text is there as a whole once the stream is closed; until then it is empty. */
async function writePieces(
  handle: FileSystemFileHandle,
  pieces: AsyncIterable<string>,
  mostBytes: number,
): Promise<number> {
  const stream = await handle.createWritable();
  const encoder = new TextEncoder();
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      const data = encoder.encode(piece);
      bytes += data.byteLength;
      if (bytes > mostBytes) throw new BackupTooLarge();
      await stream.write(data);
    }
    await stream.close();
    return bytes;
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
}

/** Gives the whole file its name, in one step where the browser can. */
async function publish(directory: FileSystemDirectoryHandle, part: Movable, name: string) {
  if (await isMoved(part, name)) return;
  const target = await directory.getFileHandle(name, { create: true });
  try {
    const stream = await target.createWritable();
    // The bytes take the name's place when the stream is closed, not before.
    await (await part.getFile()).stream().pipeTo(stream);
  } catch (error) {
    await directory.removeEntry(name).catch(() => {});
    throw error;
  }
  await directory.removeEntry(part.name);
}

async function isMoved(part: Movable, name: string): Promise<boolean> {
  try {
    if (!part.move) return false;
    await part.move(name);
    return true;
  } catch {
    return false;
  }
}
