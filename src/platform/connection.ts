import type { Migration } from './schema';

export interface ConnectionEvents {
  /** Another tab holds an older layout open; opening goes on as soon as that tab is closed. */
  onBlocked?: () => void;
  /** Another tab upgrades the layout, so this connection was closed: the tab has to be reloaded. */
  onOutdated?: () => void;
  /** The browser closed the connection by itself (site data cleared, disk gone); the next use opens it again. */
  onClosed?: () => void;
}

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
    database.close();
    // No new version means that the database is being deleted: nothing newer is to come.
    if (newVersion === null) events.onClosed?.();
    else events.onOutdated?.();
  });
  database.addEventListener('close', () => events.onClosed?.());
  return database;
}
