import { createSignal } from 'solid-js';
import type { BackupStore } from '../core/backup/format';
import type { Choices } from '../core/backup/choose';
import type { OnProgress, OpenedBackup, OpenedFile, OpenTools } from '../core/backup/open';
import type { Restored } from '../core/backup/restore';
import type { LastBackup } from '../core/backup/last-backup';
import type { BackupOptions, WriteBackup } from '../core/backup/types';
import type { TabEvent } from '../core/ports';

/** Chats of which one event tells: the others read all of them before they draw. */
const TOLD_AT_ONCE = 500;

/** What became of a restore; `error` is why it ended early, then only a part was written. */
export interface RestoreOutcome {
  counts: Partial<Record<BackupStore, number>>;
  error?: unknown;
}

/** Backups of all that is stored here. */
export interface Backups {
  write: WriteBackup;
  /** Remembers that one was written somewhere. */
  note(last: LastBackup): Promise<void>;
  /** False on an insecure origin: keys cannot be locked there, and stay out. */
  canSeal: boolean;
  /** The whole as a file; `onBytes` hears how much of it there is. */
  collect(
    options: BackupOptions,
    signal: AbortSignal,
    onBytes: (bytes: number) => void,
  ): Promise<Blob>;
  /** Looks into a file; rejects when the disk does not give it. */
  open(file: Blob): Promise<OpenedFile>;
  /** Merges it into what is stored; all tabs show it then. Never throws. */
  restore(
    backup: OpenedBackup,
    choices: Choices,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<RestoreOutcome>;
  /** Whether `undo` has something to take back; tracked. */
  canUndo(): boolean;
  /** Takes back the last restore; answers how many records stay, because they were changed since. */
  undo(): Promise<number>;
}

export interface BackupsTools {
  write: WriteBackup;
  open: OpenTools;
  note: Backups['note'];
  /** Tells every tab what changed, this one too. */
  tell: (event: TabEvent) => void;
}

export function createBackups(tools: BackupsTools): Backups {
  const { write, note, tell } = tools;
  /** What was there before is kept until the page is left. */
  const [last, setLast] = createSignal<Restored>();

  return {
    write,
    note,
    canSeal: tools.open.sealing !== undefined,
    async collect(options, signal, onBytes) {
      const { collectText } = await import('../core/backup/collect');
      return collectText(write(options), (bytes) => {
        signal.throwIfAborted();
        onBytes(bytes);
      });
    },
    async open(file) {
      const { openBackup } = await import('../core/backup/open');
      return openBackup(file, tools.open);
    },
    async restore(backup, choices, signal, onProgress) {
      const restored: Restored = { done: [], heads: new Map() };
      const failure = await backup
        .restore(choices, restored, signal, onProgress)
        .then(() => undefined)
        .catch((error: unknown) => ({ error }));
      if (restored.done.length > 0) setLast(restored);
      tellAll(restored, tell);
      return { counts: countsOf(restored), ...failure };
    },
    canUndo: () => last() !== undefined,
    async undo() {
      const restored = last();
      if (!restored) return 0;
      const { undoRestore } = await import('../core/backup/undo');
      try {
        const stays = await undoRestore(restored, tools.open.target);
        setLast(undefined);
        return stays;
      } finally {
        tellAll(restored, tell);
      }
    },
  };
}

function countsOf({ done }: Restored): RestoreOutcome['counts'] {
  const counts: RestoreOutcome['counts'] = {};
  for (const { store } of done) counts[store] = (counts[store] ?? 0) + 1;
  return counts;
}

function tellAll({ done }: Restored, tell: (event: TabEvent) => void): void {
  const stores = new Set(done.map(({ store }) => store));
  if (stores.has('settings')) tell({ type: 'settings-changed' });
  // Their defaults and what else providers.json carries lie in `settings`.
  if (stores.has('providers') || stores.has('settings')) tell({ type: 'providers-changed' });
  if (stores.has('library')) tell({ type: 'library-changed' });
  if (stores.has('tool-servers')) tell({ type: 'tool-servers-changed' });
  const chats = [...new Set(done.flatMap(({ chat }) => chat ?? []))];
  for (let start = 0; start < chats.length; start += TOLD_AT_ONCE)
    tell({ type: 'conversations-changed', ids: chats.slice(start, start + TOLD_AT_ONCE) });
}
