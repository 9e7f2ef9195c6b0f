import type {
  Picked,
  PickedFile,
  PickedFolder,
  PickedPermission,
  PickedStore,
  StoredValue,
} from '../core/backup/picked';
import { createBackupPlace } from './backup-place';

/** Not in the DOM's types: only Chromium has it (File System Access, since Chrome 86). */
export interface PickerPage {
  showDirectoryPicker?: (options: object) => Promise<FileSystemDirectoryHandle>;
  showOpenFilePicker?: (options: object) => Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?: (options: object) => Promise<FileSystemFileHandle>;
}

/** Of the same API. Elsewhere a handle needs no permission. */
interface Asking {
  queryPermission?: (descriptor: object) => Promise<PickedPermission>;
  requestPermission?: (descriptor: object) => Promise<PickedPermission>;
}

const WRITING = { mode: 'readwrite' };
const FILE_TYPES = [{ description: 'JSON', accept: { 'application/json': ['.json'] } }];

/** The folder for automatic backups; undefined where the browser lets nobody pick one. */
export function createFolderStore(
  page: PickerPage,
  value: StoredValue<FileSystemDirectoryHandle | undefined>,
): PickedStore<PickedFolder> | undefined {
  const { showDirectoryPicker } = page;
  if (!showDirectoryPicker) return undefined;
  const wrap = (handle: FileSystemDirectoryHandle): PickedFolder => ({
    ...pickedOf(handle),
    place: createBackupPlace(handle),
  });
  const pick = () => showDirectoryPicker.call(page, { id: 'patchbay-backups', ...WRITING });
  return createStore(value, wrap, pick);
}

/** The linked providers.json; undefined where the browser lets nobody pick one for good. */
export function createFileStore(
  page: PickerPage,
  value: StoredValue<FileSystemFileHandle | undefined>,
): PickedStore<PickedFile, 'open' | 'create'> | undefined {
  const { showOpenFilePicker, showSaveFilePicker } = page;
  if (!showOpenFilePicker || !showSaveFilePicker) return undefined;
  const options = { id: 'patchbay-providers', types: FILE_TYPES };
  return createStore(value, pickedFile, async (way: 'open' | 'create') => {
    if (way === 'create')
      return showSaveFilePicker.call(page, { ...options, suggestedName: 'providers.json' });
    const [handle] = await showOpenFilePicker.call(page, options);
    return handle;
  });
}

function createStore<Handle extends FileSystemHandle, P extends Picked, Way>(
  value: StoredValue<Handle | undefined>,
  wrap: (handle: Handle) => P,
  open: (way: Way) => Promise<Handle | undefined>,
): PickedStore<P, Way> {
  const handles = new WeakMap<P, Handle>();
  const known = (handle: Handle | undefined): P | undefined => {
    if (!handle) return undefined;
    const picked = wrap(handle);
    handles.set(picked, handle);
    return picked;
  };
  return {
    load: async () => known(await value.load()),
    async pick(way) {
      try {
        return known(await open(way));
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return undefined;
        throw error;
      }
    },
    keep: (picked) => value.save(picked && handles.get(picked)),
  };
}

function pickedOf(handle: FileSystemHandle): Picked {
  const asking = handle as FileSystemHandle & Asking;
  return {
    name: handle.name,
    permission: async () => (await asking.queryPermission?.(WRITING)) ?? 'granted',
    ask: async () => (await asking.requestPermission?.(WRITING)) ?? 'granted',
  };
}

function pickedFile(handle: FileSystemFileHandle): PickedFile {
  return {
    ...pickedOf(handle),
    async stamp() {
      const { lastModified, size } = await handle.getFile();
      return `${lastModified} ${size}`;
    },
    bytes: async () => (await handle.getFile()).size,
    read: async () => (await handle.getFile()).text(),
    async write(text) {
      const stream = await handle.createWritable();
      try {
        await stream.write(text);
        await stream.close();
      } catch (error) {
        await stream.abort().catch(() => {});
        throw error;
      }
    },
  };
}

/** A stored handle of this kind; undefined for anything else. */
export function restoreHandle<Handle extends FileSystemHandle>(
  kind: Handle['kind'],
): (stored: unknown) => Handle | undefined {
  return (stored) => {
    const is = typeof stored === 'object' && stored !== null && 'kind' in stored;
    return is && stored.kind === kind ? (stored as Handle) : undefined;
  };
}
