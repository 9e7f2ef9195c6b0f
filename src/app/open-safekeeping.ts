import { storageHabits } from '../core/backup/storage-habits';
import { createHandOver } from '../core/hand-over/hand-over';
import { createCensus } from '../platform/census';
import { browserClock } from '../platform/clock';
import { createCompression } from '../platform/compression';
import { createCountNewMessages } from '../platform/new-messages';
import { createNotes } from '../platform/notes';
import { createProtector } from '../platform/protector';
import { createStoredFiles } from '../platform/service-worker/stored-files';
import { createSealing } from '../platform/sealing';
import { createSetAsideRecords } from '../platform/set-aside-records';
import type { AppStorage } from '../platform/storage';
import { createStorageUse } from '../platform/storage-use';
import { createBackupReminder } from '../state/backup-reminder';
import { createNews } from '../state/news';
import { createProtection } from '../state/protection';
import { openBackups } from './open-backups';
import type { Safekeeping } from '../state/safekeeping';
import { type KeptFilesTools, openKeptFiles } from './open-kept-files';
import type { Vault } from '../state/vault';

export interface SafekeepingTools extends KeptFilesTools {
  storage: AppStorage;
  vault: () => Promise<Vault>;
  navigate: (hash: string) => void;
}

/** What watches over the storage of this browser. */
export async function openSafekeeping(tools: SafekeepingTools): Promise<Safekeeping> {
  const { clock, idle, notices, navigate } = tools;
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
  const use = createStorageUse(navigator);
  const news = createNews({
    notes,
    notices,
    navigate,
    build: document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '',
    load: async () => (await import('./changelog')).changelog,
  });
  void seen()
    .then(idle)
    .then(news.look)
    .catch(() => {});
  const vault = await tools.vault();
  const backups = database && openBackups(database, vault, reminder.backedUp);
  return {
    use,
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
    setAside: database && createSetAsideRecords(database, browserClock),
    offline: createStoredFiles(navigator, idle),
    news,
    vault,
    handOver: createHandOver({
      address: location.href.replace(/[?#].*$/s, ''),
      sealing: createSealing(crypto),
      compression: createCompression(),
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      now: clock.now,
    }),
    ...(backups && { backups }),
    ...(backups && (await openKeptFiles(tools, database, backups, use))),
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
