import { createSignal } from 'solid-js';
import { LAST_BACKUP, restoreLastBackup, type LastBackup } from '../core/backup/last-backup';
import type { CountNewMessages, Notes } from '../core/backup/ports';
import { backupElsewhere, isReminderDue, mayRemind } from '../core/backup/reminder';
import type { Clock } from '../core/ports';
import { formatAgo, formatNumber } from '../lib/format';
import { createTurns } from '../lib/in-turn';
import type { Notices } from './notices';

export interface BackupStatus {
  last: LastBackup | undefined;
  /** Messages since the last backup that lies outside of this browser, or all. */
  newMessages: number;
  isReminderOff: boolean;
}

export interface BackupReminder {
  status(): Promise<BackupStatus>;
  /** Switches the reminder on or off, for good. */
  switchOff(isOff: boolean): Promise<void>;
  /** Whoever wrote a backup in this tab says so here. */
  backedUp(): void;
  /** How often that was; tracked, so that what is shown of the last backup is read again. */
  backups(): number;
  /** Text came in: reminds the person, if it is time to. */
  check(): Promise<void>;
}

/** Where it is kept when somebody was reminded, and whether they want to be. */
const REMINDER = 'backup-reminder';

interface Reminder {
  remindedAt: number | undefined;
  isOff: boolean;
}

/** Looks after what is in no backup yet. */
export function createBackupReminder(tools: {
  notes: Notes;
  countNew: CountNewMessages;
  clock: Pick<Clock, 'now'>;
  notices: Pick<Notices, 'offer'>;
  navigate: (hash: string) => void;
  clearsUnused: boolean;
}): BackupReminder {
  const { notes, countNew, clock, clearsUnused } = tools;
  const inTurn = createTurns();
  const [backups, setBackups] = createSignal(0);
  const lastBackup = async () => restoreLastBackup(await notes.read(LAST_BACKUP));
  const reminder = async () => restoreReminder(await notes.read(REMINDER));

  async function remind(): Promise<void> {
    const now = clock.now();
    const stored = await reminder();
    // Most answers end here: nothing is counted.
    if (!mayRemind({ now, ...stored })) return;
    const last = await lastBackup();
    const { count: newMessages, oldestChange } = await countNew(backupElsewhere(last)?.at);
    const facts = { now, lastBackup: last, newMessages, oldestChange, clearsUnused };
    if (!isReminderDue({ ...facts, ...stored })) return;
    // First, so that another tab does not say the same.
    await notes.write(REMINDER, { ...stored, remindedAt: now });
    const words = reminderWords(newMessages, backupElsewhere(last)?.at, now, clearsUnused);
    tools.notices.offer(words, { label: 'Back up', run: () => tools.navigate('#/storage') });
  }

  return {
    async status() {
      const [last, { isOff }] = await Promise.all([lastBackup(), reminder()]);
      const { count } = await countNew(backupElsewhere(last)?.at);
      return { last, newMessages: count, isReminderOff: isOff };
    },
    switchOff: (isOff) =>
      inTurn(async () => notes.write(REMINDER, { ...(await reminder()), isOff })),
    backedUp: () => void setBackups((count) => count + 1),
    backups,
    check: () => inTurn(remind),
  };
}

function reminderWords(
  newMessages: number,
  lastAt: number | undefined,
  now: number,
  clearsUnused: boolean,
): string {
  const messages = newMessages === 1 ? '1 message is' : `${formatNumber(newMessages)} messages are`;
  const since = lastAt === undefined ? '' : `; the last one was ${formatAgo(now - lastAt)}`;
  const why = clearsUnused ? ' Safari may clear this page when it is not used for seven days.' : '';
  return `${messages} in no backup yet${since}.${why}`;
}

function restoreReminder(record: unknown): Reminder {
  const { remindedAt, isOff } = (record ?? {}) as Record<string, unknown>;
  return {
    remindedAt: typeof remindedAt === 'number' ? remindedAt : undefined,
    isOff: isOff === true,
  };
}
