import type { Sealing, SealedText } from '../sealing/types';
import type { Choices } from './choose';
import { nameOf } from './batches';
import { type BackupHeader, type RecordLine, secretStores } from './format';
import { parseItem, tryJson } from './parse-line';
import { planRestore, type RestorePlan } from './plan';
import { kindOfBackup, readBackup } from './read';
import { restoreBackup, type Restored } from './restore';
import type { BackupSource, BackupTarget, KeysLock } from './types';

/** How far a reading has come, 0 to 1. */
export type OnProgress = (part: number) => void;

/** A file that can be restored; nothing of it has been written yet. */
export interface OpenedBackup {
  /** Undefined where the first line is damaged. */
  header?: BackupHeader;
  /** It holds keys, and no passphrase has opened them yet. */
  isLocked(): boolean;
  /** False for another passphrase. */
  unlock(passphrase: string): Promise<boolean>;
  plan(signal: AbortSignal, onProgress: OnProgress): Promise<RestorePlan>;
  /** Notes in `restored` what it did, also of a restore that fails or is stopped. */
  restore(
    choices: Choices,
    restored: Restored,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<void>;
}

export type OpenedFile =
  { kind: 'backup'; backup: OpenedBackup } | { kind: 'foreign'; message: string };

export interface OpenTools {
  source: BackupSource;
  target: BackupTarget;
  sealing?: Sealing | undefined;
  lock?: KeysLock;
}

/** Looks into a file; rejects when the disk does not give it. */
export async function openBackup(file: Blob, tools: OpenTools): Promise<OpenedFile> {
  const kind = await kindOfBackup(file);
  if (kind.kind === 'foreign') return kind;
  const { header, sealed } = await readBeginning(file, kind.kind);
  const secrets = new Map<string, RecordLine>();
  let isLocked = sealed !== undefined;

  const items = (withBytes: boolean, signal: AbortSignal, onProgress: OnProgress) => {
    let read = 0;
    const onBytes = (count: number) => {
      // Thrown here, it ends the reading.
      signal.throwIfAborted();
      read += count;
      onProgress(read / file.size);
    };
    return readBackup(file, kind.kind, { withBytes, onBytes });
  };

  const backup: OpenedBackup = {
    ...(header && { header }),
    isLocked: () => isLocked,
    async unlock(passphrase) {
      if (!sealed || !tools.sealing) return false;
      const key = await tools.sealing.keyOf(passphrase, sealed);
      const text = await key.open(sealed);
      if (text === undefined) return false;
      for (const line of linesIn(text)) secrets.set(nameOf(line), line);
      isLocked = false;
      return true;
    },
    plan: (signal, onProgress) =>
      planRestore(items(false, signal, onProgress), tools.target, secrets),
    restore: (choices, restored, signal, onProgress) =>
      restoreBackup(items(true, signal, onProgress), tools, secrets, choices, restored),
  };
  return { kind: 'backup', backup };
}

/** What stands before the first record. */
async function readBeginning(
  file: Blob,
  kind: 'lines' | 'whole',
): Promise<{ header?: BackupHeader; sealed?: SealedText }> {
  let found: { header?: BackupHeader; sealed?: SealedText } = {};
  for await (const item of readBackup(file, kind, { withBytes: false })) {
    if (item.kind === 'header') found = { ...found, header: item.header };
    else if (item.kind === 'sealed') found = { ...found, sealed: item.sealed };
    else if (item.kind === 'record') break;
  }
  return found;
}

/** The records that were locked, checked like any other. */
function linesIn(text: string): RecordLine[] {
  const list = tryJson(text);
  return (Array.isArray(list) ? list : []).flatMap((value) => {
    const item = parseItem(value);
    const isSecret = item.kind === 'record' && secretStores.includes(item.line.store);
    return isSecret ? [item.line] : [];
  });
}
