import { type RecordTools, recordFetch } from '../core/log/recorded-fetch';
import type { Clipboard, Clock } from '../core/ports';
import type { Settings } from '../core/settings/types';
import { createBlockTools } from '../features/chat/markdown/late/block-tools';
import { layOut } from '../features/chat/markdown/late/lay-out';
import { createNearView } from '../features/chat/markdown/near-view';
import { browserIdleHost, createSlices, withFrames } from '../features/chat/markdown/slices';
import type { Fetch } from '../lib/fetch';
import { handOver } from '../lib/hand-over';
import { once } from '../lib/once';
import { reasonOf } from '../lib/reason';
import type { Notices } from '../state/notices';
import type { SettingsState } from '../state/settings';

export interface SettledTools {
  clock: Clock;
  /** Runs it in the frame that is asked for already; false where none is. */
  joinFrame: (callback: () => void) => boolean;
  clipboard: Clipboard;
  settings: SettingsState;
  notices: Notices;
  fetch: Fetch;
  record: RecordTools;
}

/** What takes settled blocks of answers: their tools here, colours and formulas with the thread that these need. */
export function openSettledBlocks(given: SettledTools): (block: Element) => void {
  const { clock, clipboard, settings, notices } = given;
  const keep = async <Key extends keyof Settings>(key: Key, value: Settings[Key]) => {
    try {
      await settings.set(key, value);
      return true;
    } catch (error) {
      notices.warn(`The choice could not be saved. ${reasonOf(error)}`, 'storage');
      return false;
    }
  };
  const slice = createSlices(withFrames(browserIdleHost(), given.joinFrame));
  const addTools = createBlockTools({
    page: document,
    previews: once(async () =>
      (await import('../platform/sandbox/open-sandbox')).openPreviews(clock),
    ),
    near: createNearView(),
    slice,
    copy: (text) => clipboard.writeText(text),
    keepWrap: (wraps) => void keep('wrapCode', wraps),
    fetch: recordFetch(given.fetch, given.record, 'Images in answers'),
    isAllowed: (origin) => settings.values.imageOrigins.includes(origin),
    allow: (origin) =>
      keep('imageOrigins', [...new Set([...settings.values.imageOrigins, origin])]),
  });
  const typeset = handOver(async () =>
    (await import('./late-rendering')).openLateRendering(clock, slice),
  );
  return (block) => {
    if (block instanceof HTMLElement && block.hasAttribute('data-passed'))
      return slice(() => layOut(block));
    slice(() => addTools(block));
    if (block.hasAttribute('data-math') || block.getAttribute('data-code')) typeset(block);
  };
}
