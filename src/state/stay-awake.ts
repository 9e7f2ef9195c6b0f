import { createEffect, createMemo, createRoot, createSignal, onCleanup } from 'solid-js';
import type { WakeLock } from '../core/ports';
import type { Settings } from '../core/settings/types';
import type { CompletionChange } from './completion';

/** Takes what answers tell, and keeps the screen on while one runs, if the person wants it; lives with the page. */
export function createStayAwake(tools: {
  wakeLock: WakeLock;
  settings: Pick<Settings, 'stayAwake'>;
}): (change: Pick<CompletionChange, 'kind'>) => void {
  const [running, setRunning] = createSignal(0);
  createRoot(() => {
    // A memo: a further answer must not let go and take again.
    const isWanted = createMemo(() => tools.settings.stayAwake && running() > 0);
    createEffect(() => {
      if (isWanted()) onCleanup(tools.wakeLock.hold());
    });
  });
  return ({ kind }) => void setRunning((count) => count + (kind === 'started' ? 1 : -1));
}
