import { helpOn } from '../core/help/symptom-id';
import type { Clock } from '../core/ports';
import type { Notices } from '../state/notices';
import type { ToastQueue } from '../ui/toast-queue';

const WITH_ACTION_MS = 10_000;
/** Long enough to read it and think, and no longer in the way of what lies behind it. */
const OFFER_MS = 20_000;
/** What takes less is over before it could be read. */
const QUIET_MS = 400;

/** Shows the state's notices in the app's toasts; one with an action stays longer, a warning until dismissed. */
export function createNotices(toasts: ToastQueue, { after }: Pick<Clock, 'after'>): Notices {
  return {
    show: (text, action) =>
      void toasts.show({ text, ...(action ? { action, ms: WITH_ACTION_MS } : {}) }),
    offer: (text, action) => void toasts.show({ text, action, ms: OFFER_MS }),
    warn: (text, help, action) =>
      void toasts.show({ text, tone: 'amber', help: helpOn(help), action, ms: Infinity }),
    async during(text, work) {
      let shown: number | undefined;
      const cancel = after(QUIET_MS, () => (shown = toasts.show({ text, ms: Infinity })));
      try {
        return await work;
      } finally {
        cancel();
        if (shown !== undefined) toasts.dismiss(shown);
      }
    },
  };
}
