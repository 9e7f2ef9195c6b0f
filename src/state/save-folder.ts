import { createSignal } from 'solid-js';
import type { AutosaveRecord } from '../core/backup/autosave-record';
import type { BackupPlace } from '../core/backup/kept-backups';
import type { PickedFolder, PickedPermission, PickedStore } from '../core/backup/picked';
import type { Autosave } from './autosave';

export type FolderView =
  | { kind: 'none' }
  /** The browser asks for the permission again, at the press of a button. */
  | { kind: 'asks'; name: string; permission: Exclude<PickedPermission, 'granted'> }
  | { kind: 'saving'; name: string };

/** Backups that are written by themselves to a folder that a person picked. */
export interface SaveFolder {
  view(): FolderView;
  record(): AutosaveRecord;
  busy(): boolean;
  /** Within a press of a button, like `resume`. Rejects when the browser refuses the folder. */
  choose(): Promise<void>;
  resume(): Promise<void>;
  /** Nothing in the folder is touched. */
  forget(): Promise<void>;
  saveNow(): Promise<void>;
  setAttachments(isOn: boolean): Promise<void>;
}

/** The folder, and where autosave writes to. */
export interface FolderLink {
  view(): FolderView;
  place(): BackupPlace | undefined;
  open(): Promise<void>;
  choose(): Promise<boolean>;
  resume(): Promise<void>;
  forget(): Promise<void>;
}

export function createFolderLink(store: PickedStore<PickedFolder>): FolderLink {
  const [view, setView] = createSignal<FolderView>({ kind: 'none' });
  let folder: PickedFolder | undefined;

  function show(picked: PickedFolder, permission: PickedPermission): void {
    folder = picked;
    const { name } = picked;
    setView(
      permission === 'granted' ? { kind: 'saving', name } : { kind: 'asks', name, permission },
    );
  }
  return {
    view,
    place: () => (view().kind === 'saving' ? folder?.place : undefined),
    async open() {
      const picked = await store.load();
      if (picked) show(picked, await picked.permission());
    },
    async choose() {
      const picked = await store.pick();
      if (!picked) return false;
      await store.keep(picked);
      show(picked, await picked.permission());
      return true;
    },
    async resume() {
      if (folder) show(folder, await folder.ask());
    },
    async forget() {
      await store.keep(undefined);
      folder = undefined;
      setView({ kind: 'none' });
    },
  };
}

/** Over what autosave writes to that folder. */
export function createSaveFolder(link: FolderLink, autosave: Autosave): SaveFolder {
  const begin = async () => {
    if (link.place()) await autosave.saveNow();
  };
  return {
    view: link.view,
    record: autosave.record,
    busy: autosave.busy,
    async choose() {
      if (!(await link.choose())) return;
      await autosave.reset();
      await begin();
    },
    async resume() {
      await link.resume();
      await begin();
    },
    forget: link.forget,
    saveNow: autosave.saveNow,
    setAttachments: (isOn) => autosave.set({ textOnly: !isOn }),
  };
}
