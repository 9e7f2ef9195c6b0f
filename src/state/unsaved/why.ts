/**
 * Whether a write is not to be kept and tried again: after an update of the layout by another tab only a reload helps, and
 * what was typed outlives that in its field better than here; what is to be locked first is no failure of the disk.
 */
export function isForGood(error: unknown): boolean {
  return codeOf(error) === 'outdated' || codeOf(error) === 'not-sealed';
}

/** Why something is not saved, in a sentence, and what helps. */
export function whyUnsaved(error: unknown): string {
  switch (codeOf(error)) {
    case 'full':
      return 'The storage of this browser is full. Free some space, for example by deleting chats.';
    case 'outdated':
      return 'Another tab runs a newer Patchbay. Download this, then reload the tab.';
    default:
      return 'The storage of this browser did not take it.';
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
