import { createSignal } from 'solid-js';
import type { AutosaveRecord } from '../core/backup/autosave-record';
import { backupName, type BackupPlace, type KeptBackup } from '../core/backup/kept-backups';
import type { StoredValue } from '../core/backup/picked';
import { outlived } from '../core/backup/rotation';
import type { BackupOptions, WriteBackup } from '../core/backup/types';
import type { Clock, Idle, TryLock } from '../core/ports';
import { fileFailure } from '../lib/file-failure';

/** A change waits this long, so that a backup holds more than the first key press of an hour. */
const QUIET_MS = 10_000;
const EVERY_MS = 60 * 60_000;
const AGAIN_MS = 10 * 60_000;

export interface AutosaveTools {
  /** The name of its lock. */
  name: string;
  write: WriteBackup;
  countChats(): Promise<number>;
  /** When the newest chat was changed; 0 without any. */
  lastChange(): Promise<number>;
  record: StoredValue<AutosaveRecord>;
  clock: Clock;
  /** When there is time: waited for before each piece of a backup that nobody asked for. */
  idle: Idle;
  tryLock: TryLock;
  /** Where backups go now; undefined: nowhere. */
  place(): BackupPlace | undefined;
  options(record: AutosaveRecord): BackupOptions;
  /** Of all together; `taken` is what they take already. */
  mostBytes(taken: number): Promise<number>;
  onSaved?(success: { at: number; bytes: number }): Promise<void>;
  /** Told once, until one works again. */
  onFailure(reason: string): void;
}

/** Backups that are written by themselves: after changes, when there is time, at most one an hour. */
export interface Autosave {
  record(): AutosaveRecord;
  busy(): boolean;
  /** Counts up when the place holds other backups than before. */
  version(): number;
  touch(): void;
  /** Something was changed. */
  changed(): void;
  /** Looks whether there is something that no backup has. */
  start(): Promise<void>;
  /** At once, whatever the clock says; resolves when it is done or its failure is in `record`. */
  saveNow(): Promise<void>;
  set(change: Pick<AutosaveRecord, 'off' | 'textOnly'>): Promise<void>;
  /** Forgets what became of it so far. */
  reset(): Promise<void>;
}

export function createAutosave(tools: AutosaveTools): Autosave {
  const { clock } = tools;
  const [record, setRecord] = createSignal<AutosaveRecord>({});
  const [busy, setBusy] = createSignal(false);
  const [version, setVersion] = createSignal(0);
  const touch = () => void setVersion((count) => count + 1);
  /** The first change that no backup has yet, as far as this tab knows. */
  let changedAt: number | undefined;
  let cancel: (() => void) | undefined;
  /** Somebody waits for the one that is being written. */
  let isHurried = false;
  let saving: Promise<void> | undefined;

  async function keep(change: AutosaveRecord): Promise<void> {
    // Other tabs write it too.
    const next = { ...(await tools.record.load()), ...change };
    await tools.record.save(next);
    setRecord(next);
  }

  function schedule(ms: number): void {
    cancel?.();
    cancel = clock.after(ms, () => {
      cancel = undefined;
      void tools.idle().then(() => run(false));
    });
  }

  async function run(isAsked: boolean): Promise<void> {
    const place = tools.place();
    if (!place || (record().off && !isAsked)) return;
    try {
      const ran = await tools.tryLock(tools.name, () => saveIfDue(place, isAsked));
      if (!ran && changedAt !== undefined) schedule(QUIET_MS);
    } catch (error) {
      await fail(fileFailure(error, 'folder'));
    }
  }

  async function saveIfDue(place: BackupPlace, isAsked: boolean): Promise<void> {
    const kept = await place.list();
    const wait = isAsked ? 0 : waitFor(kept);
    if (wait > 0) schedule(wait);
    if (wait !== 0) return;
    setBusy(true);
    isHurried = isAsked;
    try {
      saving = save(place, kept);
      await saving;
    } finally {
      saving = undefined;
      setBusy(false);
    }
  }

  async function* atLeisure(pieces: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const piece of pieces) {
      if (!isHurried) await tools.idle();
      yield piece;
    }
  }

  /** Milliseconds until one is due; below zero: another tab has written what changed. */
  function waitFor([newest]: KeptBackup[]): number {
    if (changedAt === undefined) return -1;
    const age = newest && clock.now() - newest.at;
    // A clock that was ahead for a while must not end backups for as long.
    if (!newest || age === undefined || age < 0) return 0;
    if (changedAt < newest.at) {
      changedAt = undefined;
      return -1;
    }
    return Math.max(0, EVERY_MS - age);
  }

  async function save(place: BackupPlace, kept: KeptBackup[]): Promise<void> {
    const at = clock.now();
    const before = changedAt;
    changedAt = undefined;
    try {
      const mostBytes = await tools.mostBytes(kept.reduce((sum, { bytes }) => sum + bytes, 0));
      const chats = await tools.countChats();
      const name = backupName(at, chats);
      const options = tools.options(record());
      const bytes = await place.write(name, atLeisure(tools.write(options)), mostBytes);
      const all = [...kept.filter((one) => one.name !== name), { name, at, bytes }];
      for (const { name: old } of outlived(all, at, mostBytes)) await place.remove(old);
      const success = { at, bytes };
      await keep({ success, failure: undefined });
      await tools.onSaved?.(success);
      touch();
    } catch (error) {
      changedAt ??= before ?? at;
      throw error;
    }
  }

  async function fail(reason: string): Promise<void> {
    const isNews = !record().failure;
    const failure = { at: clock.now(), reason };
    // Where even that cannot be stored, the page says it all the same.
    await keep({ failure }).catch(() => setRecord({ ...record(), failure }));
    if (isNews) tools.onFailure(reason);
    if (changedAt !== undefined) schedule(AGAIN_MS);
  }

  return {
    record,
    busy,
    version,
    touch,
    changed() {
      changedAt ??= clock.now();
      if (!cancel) schedule(QUIET_MS);
    },
    async start() {
      setRecord(await tools.record.load());
      if (!tools.place() || record().off) return;
      const last = await tools.lastChange();
      if (last === 0) return;
      changedAt ??= last;
      if (!cancel) schedule(QUIET_MS);
    },
    async saveNow() {
      if (!saving) return run(true);
      isHurried = true;
      // Whoever began it tells of its failure.
      await saving.catch(() => {});
    },
    set: keep,
    reset: () => keep({ success: undefined, failure: undefined }),
  };
}
