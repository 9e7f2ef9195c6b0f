import type { TryLock } from '../core/ports';

/** By Web Locks; whoever comes second does not wait. */
export function createTryLock(manager: LockManager | undefined): TryLock {
  return async (name, work) => {
    if (!manager) {
      await work();
      return true;
    }
    return manager.request(name, { ifAvailable: true }, async (lock) => {
      if (!lock) return false;
      await work();
      return true;
    });
  };
}
