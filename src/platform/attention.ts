import type { Attention, Clock } from '../core/ports';

/** A look is also due with the focus: what was edited beside the browser is there at once. */
export function createAttention(page: Window, clock: Clock): Attention {
  return (look, ms) => {
    const looked = () => {
      if (page.document.visibilityState === 'visible') look();
    };
    let cancel = () => {};
    const tick = () => {
      cancel = clock.after(ms, () => {
        looked();
        tick();
      });
    };
    tick();
    page.addEventListener('focus', looked);
    page.document.addEventListener('visibilitychange', looked);
    return () => {
      cancel();
      page.removeEventListener('focus', looked);
      page.document.removeEventListener('visibilitychange', looked);
    };
  };
}
