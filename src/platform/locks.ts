import type { Locks } from '../core/ports';

/** Locks across tabs by Web Locks; free and without effect on an insecure origin, where those are missing. */
export function createLocks(manager: LockManager | undefined): Locks {
  if (!manager) {
    return { hold: () => () => {}, isHeld: async () => false, whenFree: async () => {} };
  }
  return {
    hold(name) {
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      // Rejects only when the tab is going away, and the lock with it.
      manager.request(name, () => released).catch(() => {});
      return release;
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
