import type { AutosaveRecord } from '../core/backup/autosave-record';
import type { BackupPlace, KeptBackup } from '../core/backup/kept-backups';
import type { Autosave } from './autosave';

/** Backups that this browser keeps beside the chats: against mistakes, not against itself. */
export interface Snapshots {
  /** Newest first. */
  list(): Promise<KeptBackup[]>;
  /** Another number when there are others. */
  version(): number;
  record(): AutosaveRecord;
  busy(): boolean;
  saveNow(): Promise<void>;
  setOn(isOn: boolean): Promise<void>;
  read(name: string): Promise<Blob>;
  /** The returned function brings it back. */
  remove(name: string): Promise<() => Promise<void>>;
}

/** Over the place that autosave writes to. */
export function createSnapshots(autosave: Autosave, place: BackupPlace): Snapshots {
  return {
    list: () => place.list(),
    version: autosave.version,
    record: autosave.record,
    busy: autosave.busy,
    saveNow: autosave.saveNow,
    setOn: (isOn) => autosave.set({ off: !isOn }),
    read: (name) => place.read(name),
    async remove(name) {
      // A file that is removed cannot be read any more, by whatever was taken of it.
      const text = await (await place.read(name)).text();
      await place.remove(name);
      autosave.touch();
      return async () => {
        await place.write(name, piecesOf(text));
        autosave.touch();
      };
    },
  };
}

async function* piecesOf(text: string): AsyncGenerator<string> {
  yield text;
}
