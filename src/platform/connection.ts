import type { Migration } from './schema';

export interface ConnectionEvents {
  /** Another tab wants to upgrade the layout: the last writes of this one, if there are any, for which it waits a little. */
  onLastWrites?: () => Promise<unknown> | undefined;
  /** Another tab holds an older layout open; opening goes on as soon as that tab is closed. */
  onBlocked?: () => void;
  /** Another tab upgrades the layout, so this connection was closed: the tab has to be reloaded. */
  onOutdated?: () => void;
  /** The browser closed the connection by itself (site data cleared, disk gone); the next use opens it again. */
  onClosed?: () => void;
}

/** As long as this may a tab hold up one that runs a newer version. */
const LAST_WRITES_MS = 2_000;

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Opens one connection, running the missing migrations; rejects with the browser's own error. */
export function openConnection(
  factory: IDBFactory,
  name: string,
  steps: readonly Migration[],
  events: ConnectionEvents,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, steps.length);
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      const upgrade = request.transaction;
      if (!upgrade) return;
      for (const step of steps.slice(oldVersion)) step(request.result, upgrade);
    });
    request.addEventListener('blocked', () => events.onBlocked?.());
    request.addEventListener('error', () => reject(request.error ?? new Error('open failed')));
    request.addEventListener('success', () => resolve(listen(request.result, events)));
  });
}

function listen(database: IDBDatabase, events: ConnectionEvents): IDBDatabase {
  // Without this, a newer Patchbay in another tab would wait until this tab is closed.
  database.addEventListener('versionchange', ({ newVersion }) => {
    const close = () => {
      database.close();
      // No new version means that the database is being deleted: nothing newer is to come.
      if (newVersion === null) events.onClosed?.();
      else events.onOutdated?.();
    };
    const writes = newVersion === null ? undefined : events.onLastWrites?.();
    // At once where nothing is to be written: whoever waits is told that it waits.
    if (writes) void Promise.race([writes, pause(LAST_WRITES_MS)]).then(close, close);
    else close();
  });
  database.addEventListener('close', () => events.onClosed?.());
  return database;
}
