import { isFirstSingleFile } from '../platform/single-file';
import type { Notices } from '../state/notices';

/** Says at the first start of the single-file build that parts are missing, and where the settings name them. */
export function tellOfSingleFile(notices: Notices): void {
  if (!isFirstSingleFile()) return;
  notices.warn('This is Patchbay in one file. Some parts do not work here.', 'single-file', {
    label: 'Which',
    run: () => (location.hash = '#/settings'),
  });
}
