import type { Locks } from '../core/ports';

/** Locks across tabs by Web Locks; free and without effect on an insecure origin, where those are missing. */
export function createLocks(manager: LockManager | undefined): Locks {
  if (!manager) {
    return {
      hold: () => () => {},
      tryHold: async () => () => {},
      isHeld: async () => false,
      whenFree: async () => {},
    };
  }
  /** Locks that this tab has let go of, until the browser has heard of it: they must not look like those of others. */
  const ending = new Map<string, Promise<unknown>>();

  function releaseOf(name: string, release: () => void, done: () => Promise<unknown>): () => void {
    return () => {
      const ended = done().finally(() => {
        if (ending.get(name) === ended) ending.delete(name);
      });
      ending.set(name, ended);
      release();
    };
  }

  return {
    hold(name) {
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      // Rejects only when the tab is going away, and the lock with it.
      const done = manager.request(name, () => released).catch(() => {});
      return releaseOf(name, release, () => done);
    },
    async tryHold(name) {
      await ending.get(name);
      return new Promise((resolve) => {
        const taken = (lock: Lock | null) =>
          lock
            ? new Promise<void>((release) => resolve(releaseOf(name, release, () => done)))
            : resolve(undefined);
        const done = manager
          .request(name, { ifAvailable: true }, taken)
          .catch(() => resolve(undefined));
      });
    },
    async isHeld(name) {
      const { held = [] } = await manager.query();
      return held.some((lock) => lock.name === name);
    },
    async whenFree(name) {
      // Shared, so that several tabs that wait for the same one do not wait for each other.
      await manager.request(name, { mode: 'shared' }, () => undefined).catch(() => {});
    },
  };
}
