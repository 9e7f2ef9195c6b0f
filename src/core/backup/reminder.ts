import type { LastBackup } from './last-backup';

/** What decides whether a person is reminded to make a backup; times in epoch milliseconds. */
export interface ReminderFacts {
  now: number;
  lastBackup: LastBackup | undefined;
  /** Messages written since the last backup, or all where there is none. */
  newMessages: number;
  /** When the oldest chat was last changed: without a backup, the waiting began then. */
  oldestChange: number | undefined;
  /** When somebody was reminded last. */
  remindedAt: number | undefined;
  isOff: boolean;
  /** The browser clears sites that are not used for some days (Safari, unless installed). */
  clearsUnused: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const BETWEEN_MS = 7 * DAY_MS;

const usual = { messages: 200, ms: 14 * DAY_MS };
/** Well before the seven days after which Safari clears a site. */
const sooner = { messages: 50, ms: 3 * DAY_MS };

/** Whether it may be asked at all now: not more than once a week, and not when it was switched off. Cheap, for a first look. */
export function mayRemind(facts: Pick<ReminderFacts, 'now' | 'remindedAt' | 'isOff'>): boolean {
  const { now, remindedAt = -Infinity, isOff } = facts;
  // A clock that was set back must not silence it for years.
  const isLongAgo = now - remindedAt >= BETWEEN_MS || remindedAt > now;
  return !isOff && isLongAgo;
}

/** Whether a person should be reminded now: much new text since the last backup, or some that has waited long. */
export function isReminderDue(facts: ReminderFacts): boolean {
  const { now, newMessages, oldestChange = now, clearsUnused } = facts;
  if (!mayRemind(facts) || newMessages === 0) return false;
  const limit = clearsUnused ? sooner : usual;
  const since = backupElsewhere(facts.lastBackup)?.at ?? oldestChange;
  return newMessages >= limit.messages || now - since >= limit.ms;
}

/** The last backup, if it lies outside of this browser. */
export function backupElsewhere(last: LastBackup | undefined): LastBackup | undefined {
  return last?.kind === 'snapshot' ? undefined : last;
}
