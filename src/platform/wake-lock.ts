import type { WakeLock as WakeLockPort } from '../core/ports';

/**
 * Keeps the screen on by the Screen Wake Lock API. The browser takes the lock away when the tab is hidden, so it is taken
 * again when the tab is back. A refusal (little battery, no support) is no failure: the screen does what it always does.
 */
export function createWakeLock(
  page: Document = document,
  manager: Pick<WakeLock, 'request'> | undefined = page.defaultView?.navigator.wakeLock,
): WakeLockPort {
  return {
    hold() {
      let sentinel: Promise<WakeLockSentinel | undefined> | undefined;
      const take = () => {
        if (page.visibilityState === 'hidden') return;
        const before = sentinel;
        sentinel = (async () => {
          const held = await before;
          if (held && !held.released) return held;
          return manager?.request('screen').catch(() => undefined);
        })();
      };
      take();
      page.addEventListener('visibilitychange', take);
      return () => {
        page.removeEventListener('visibilitychange', take);
        void sentinel?.then((held) => held?.release()).catch(() => {});
      };
    },
  };
}
