import type { Clock } from '../core/ports';
import { createLateRendering } from '../features/chat/markdown/late/late-rendering';
import { openTypesetter } from '../platform/typesetter/open-typesetter';

/** What takes settled blocks of answers, with the thread that it asks. */
export function openLateRendering(clock: Clock): (block: Element) => void {
  return createLateRendering(openTypesetter(clock));
}
