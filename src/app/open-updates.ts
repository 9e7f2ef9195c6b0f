import type { Clock, Idle, Locks, NewId } from '../core/ports';
import { createAnsweringTabs } from '../platform/answering-tabs';
import { pageLock } from '../platform/service-worker/living-pages';
import { registerServiceWorker } from '../platform/service-worker/register';
import { createStoredFiles } from '../platform/service-worker/stored-files';
import { createChecks } from '../platform/service-worker/when-to-check';
import { createTyping } from '../platform/typing';
import { streamLock } from '../state/chat-reader';
import type { CompletionState } from '../state/completion';
import { createUpdates } from '../state/updates';
import type { ToastQueue } from '../ui/toast-queue';

export interface UpdateParts {
  clock: Clock;
  completion: CompletionState;
  locks: Locks;
  newId: NewId;
  /** Moments in which no answer runs. */
  rest: Idle;
  toasts: ToastQueue;
}

/** Keeps the files of this version, looks for new ones, and asks before one takes over. */
export function openUpdates(parts: UpdateParts): void {
  if (!('serviceWorker' in navigator)) return;
  const { clock, completion, locks, newId, rest, toasts } = parts;
  const script = document.querySelector<HTMLScriptElement>('script[type=module]')?.src;
  if (script) locks.hold(pageLock(script, newId()));
  const running = new Set<string>();
  completion.subscribe(({ kind, answerId }) => {
    if (kind === 'started') running.add(answerId);
    else running.delete(answerId);
    if (running.size === 0) void fetchRest();
  });
  const updates = createUpdates({
    ...createTyping(document),
    clock,
    announce(text, action) {
      const id = toasts.show({ text, action, ms: Infinity });
      return () => toasts.dismiss(id);
    },
    answersHere: () => running.size > 0,
    answersAnywhere: createAnsweringTabs(navigator.locks, streamLock('')),
    switchOver: () => worker.activate(),
  });
  const worker = registerServiceWorker({
    url: './worker.js',
    onWaiting: updates.ready,
    onReplaced: updates.ready,
    onBroken: () => checks.failed(),
  });

  const files = createStoredFiles(navigator, rest);
  let fetching: Promise<unknown> | undefined;
  /** What is on the screen goes first: an answer has the network to itself, and so has the one that follows at once. */
  async function fetchRest(): Promise<void> {
    const isFree = () => running.size === 0;
    fetching ??= (files.savesData() ? files.count() : files.fetchRest(isFree)).finally(
      () => (fetching = undefined),
    );
    await fetching;
  }
  const checks = createChecks(
    () => {
      void worker.check();
      void fetchRest();
    },
    { clock, page: window },
  );
  // Until the first install is done there is nobody to ask.
  void navigator.serviceWorker.ready.then(fetchRest);
}
