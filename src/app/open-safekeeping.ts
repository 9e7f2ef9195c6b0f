import { storageHabits } from '../core/backup/storage-habits';
import type { Clock, Idle } from '../core/ports';
import { createCensus } from '../platform/census';
import { createCountNewMessages } from '../platform/new-messages';
import { createNotes } from '../platform/notes';
import { createProtector } from '../platform/protector';
import type { SetAside } from '../platform/set-aside';
import type { AppStorage } from '../platform/storage';
import { createStorageUse } from '../platform/storage-use';
import { createBackupReminder } from '../state/backup-reminder';
import type { Notices } from '../state/notices';
import { createProtection } from '../state/protection';
import type { Safekeeping } from '../state/safekeeping';

export interface SafekeepingTools {
  storage: AppStorage;
  setAside: SetAside;
  clock: Clock;
  idle: Idle;
  notices: Notices;
  navigate: (hash: string) => void;
}

/** What watches over the storage of this browser. */
export async function openSafekeeping(tools: SafekeepingTools): Promise<Safekeeping> {
  const { setAside, clock, idle, notices, navigate } = tools;
  const { database } = tools.storage;
  const habits = storageHabits({ userAgent: navigator.userAgent, isInstalled: isInstalled() });
  const notes = createNotes(database);
  const countNew = database
    ? createCountNewMessages(database)
    : async () => ({ count: 0, oldestChange: undefined });
  const protection = createProtection({
    protector: createProtector(navigator),
    notes,
    notices,
    ...habits,
  });
  const reminder = createBackupReminder({ notes, countNew, clock, notices, navigate, ...habits });
  return {
    use: createStorageUse(navigator),
    census: database && createCensus({ database, idle }),
    habits,
    protection,
    reminder,
    async afterAnswer() {
      // What nobody sees would be gone when they come back.
      await seen();
      await idle();
      await protection.suggest();
      await reminder.check();
    },
    setAside: () => setAside.count(),
  };
}

/** Resolves when somebody can see this tab. */
async function seen(): Promise<void> {
  while (document.visibilityState === 'hidden')
    await new Promise((resolve) => {
      document.addEventListener('visibilitychange', resolve, { once: true });
    });
}

function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}
