import { helpOn } from '../core/help/symptom-id';
import type { Clock } from '../core/ports';
import type { ToastQueue } from '../ui/toast-queue';

/** As a rule the other tab steps aside by itself. */
const SAY_AFTER_MS = 1_500;

/** Says that an older tab holds the storage back, as long as it does; all that waits goes on by itself then. */
export function sayWhileBlocked(
  toasts: ToastQueue,
  clock: Pick<Clock, 'after'>,
  opened: Promise<unknown>,
): void {
  const text =
    'Another tab holds an older Patchbay open. Close it; this one goes on by itself then.';
  let id: number | undefined;
  const cancel = clock.after(SAY_AFTER_MS, () => {
    id = toasts.show({ text, tone: 'amber', help: helpOn('update'), ms: Infinity });
  });
  void opened.then(() => {
    cancel();
    if (id !== undefined) toasts.dismiss(id);
  });
}
