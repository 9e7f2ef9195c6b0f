import type { Clock } from '../core/ports';
import { createLateRendering } from '../features/chat/markdown/late/late-rendering';
import { openTypesetter } from '../platform/typesetter/open-typesetter';

/** What takes settled blocks of answers, with the thread that it asks; `slice` queues a small job. */
export function openLateRendering(
  clock: Clock,
  slice: (job: () => void) => void,
): (block: Element) => void {
  return createLateRendering(openTypesetter(clock), slice);
}
