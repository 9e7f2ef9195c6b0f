import { helpOn } from '../core/help/symptom-id';
import type { ToastQueue } from '../ui/toast-queue';

/**
 * Says so, once, when a part that loads late could not be loaded: the network is away, or another version took the place of
 * this one where no service worker keeps its files. What failed goes on without that part.
 */
export function tellOfMissingParts(toasts: ToastQueue, page: Window = window): void {
  let told: number | undefined;
  // By the build's own loader; who asked for the part hears of it too.
  page.addEventListener('vite:preloadError', () => {
    if (toasts.items().some(({ id }) => id === told)) return;
    told = toasts.show({
      text: 'A part of Patchbay could not be loaded: the network is away, or there is a newer version. What you wrote is kept.',
      tone: 'amber',
      help: helpOn('update'),
      action: { label: 'Reload', run: () => page.location.reload() },
      ms: Infinity,
    });
  });
}

/** True for the words of browsers, and of the build's loader, for a part that could not be loaded. */
export function isMissingPart(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module script|unable to preload/i.test(error.message)
  );
}
