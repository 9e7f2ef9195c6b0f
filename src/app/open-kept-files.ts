import { restoreAutosave } from '../core/backup/autosave-record';
import { snapshotBudget } from '../core/backup/rotation';
import type { Clock, Idle, NewId, Tabs, TabEvent } from '../core/ports';
import { restoreLink } from '../core/providers/link-record';
import { createAttention } from '../platform/attention';
import { createChatCounts } from '../platform/chat-counts';
import type { Database } from '../platform/database';
import { openSnapshotPlace } from '../platform/own-files';
import {
  createFileStore,
  createFolderStore,
  type PickerPage,
  restoreHandle,
} from '../platform/picked-store';
import { createStoredValue } from '../platform/stored-value';
import { createTabs } from '../platform/tabs';
import { createTryLock } from '../platform/try-lock';
import { createTyping } from '../platform/typing';
import { type Autosave, type AutosaveTools, createAutosave } from '../state/autosave';
import type { Backups } from '../state/backups';
import { createCalm } from '../state/calm';
import { createLinkedFile } from '../state/linked-file';
import type { ModelsState } from '../state/models';
import type { Notices } from '../state/notices';
import type { ProvidersState } from '../state/providers';
import type { Safekeeping } from '../state/safekeeping';
import { createFolderLink, createSaveFolder, type SaveFolder } from '../state/save-folder';
import { createSnapshots, type Snapshots } from '../state/snapshots';

export interface KeptFilesTools {
  clock: Clock;
  idle: Idle;
  /** Idle moments in which no answer runs. */
  rest: Idle;
  newId: NewId;
  notices: Notices;
  providers: ProvidersState;
  models: ModelsState;
}

type Parts = Pick<Safekeeping, 'snapshots' | 'folder' | 'linkedFile'>;

/** What is written to files by itself; each part is absent where the browser cannot. Never rejects. */
export async function openKeptFiles(
  tools: KeptFilesTools,
  database: Database,
  backups: Backups,
  use: Safekeeping['use'],
): Promise<Parts> {
  // A second ear on the channel of the tabs: it hears this page too.
  const tabs = createTabs(globalThis.BroadcastChannel);
  const tryLock = createTryLock(navigator.locks);
  const idle = createCalm({ ...tools, ...createTyping(document) });
  const counts = createChatCounts(database);
  const base = { ...tools, ...counts, idle, tryLock, write: backups.write };
  const parts = { base, tabs, database, backups, use };
  const [snapshots, folder, linkedFile] = await Promise.all([
    openSnapshots(parts),
    openFolder(parts),
    openLinkedFile(tools, parts),
  ]);
  return {
    ...(snapshots && { snapshots }),
    ...(folder && { folder }),
    ...(linkedFile && { linkedFile }),
  };
}

type Base = KeptFilesTools & Pick<AutosaveTools, 'write' | 'countChats' | 'lastChange' | 'tryLock'>;

interface PartTools {
  base: Base;
  tabs: Tabs<TabEvent>;
  database: Database;
  backups: Backups;
  use: Safekeeping['use'];
}

async function openSnapshots(parts: PartTools): Promise<Snapshots | undefined> {
  const { base, database, use } = parts;
  const place = await openSnapshotPlace(navigator.storage);
  if (!place) return undefined;
  const autosave = createAutosave({
    ...base,
    name: 'patchbay-snapshot',
    record: createStoredValue(database, 'snapshots', restoreAutosave),
    place: () => place,
    options: () => ({ attachments: false }),
    mostBytes: async (taken) => snapshotBudget(await use(), taken),
    onFailure: (reason) => base.notices.warn(`No snapshot could be written. ${reason}`, 'backup'),
  });
  await begin(autosave, parts);
  return createSnapshots(autosave, place);
}

async function openFolder(parts: PartTools): Promise<SaveFolder | undefined> {
  const { base, database, backups } = parts;
  const value = createStoredValue(
    database,
    'folder',
    restoreHandle<FileSystemDirectoryHandle>('directory'),
  );
  const store = createFolderStore(window as PickerPage, value);
  if (!store) return undefined;
  const link = createFolderLink(store);
  const autosave = createAutosave({
    ...base,
    name: 'patchbay-folder',
    record: createStoredValue(database, 'folder-backups', restoreAutosave),
    place: link.place,
    options: ({ textOnly }) => ({ attachments: !textOnly }),
    mostBytes: async () => Infinity,
    onSaved: (success) => backups.note({ ...success, kind: 'folder' }),
    onFailure: (reason) =>
      base.notices.warn(
        `No backup could be written to your folder. ${reason} See Storage.`,
        'backup',
      ),
  });
  await link.open().catch(() => {});
  await begin(autosave, parts);
  return createSaveFolder(link, autosave);
}

async function begin(autosave: Autosave, { tabs }: PartTools): Promise<void> {
  tabs.subscribe(() => autosave.changed());
  // A storage that fails has said so itself.
  await autosave.start().catch(() => {});
}

async function openLinkedFile(tools: KeptFilesTools, { base, tabs, database }: PartTools) {
  const value = createStoredValue(
    database,
    'linked-file',
    restoreHandle<FileSystemFileHandle>('file'),
  );
  const store = createFileStore(window as PickerPage, value);
  if (!store) return undefined;
  const linked = createLinkedFile({
    ...tools,
    store,
    record: createStoredValue(database, 'linked-file-base', restoreLink),
    tabs,
    tryLock: base.tryLock,
    attention: createAttention(window, tools.clock),
  });
  // Not waited for: a file on a slow disk must not hold up the page about storage.
  void linked.open().catch(() => {});
  return linked;
}
