import type { Settings } from '../core/settings/types';
import { createWakeLock } from '../platform/wake-lock';
import { createStayAwake } from '../state/stay-awake';

/** What takes the beginnings and ends of answers, with this browser's wake lock. */
export function openStayAwake(settings: Settings): ReturnType<typeof createStayAwake> {
  return createStayAwake({ wakeLock: createWakeLock(), settings });
}
