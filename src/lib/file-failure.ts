import { reasonOf } from './reason';

/** Why a folder or a file could not be read or written, in words for a person; by the names of the browser's errors. */
export function fileFailure(error: unknown, what: 'folder' | 'file'): string {
  switch (nameOf(error)) {
    case 'NotFoundError':
      return `The ${what} is gone. Was it moved or deleted?`;
    case 'NotAllowedError':
      return `The browser no longer lets Patchbay write to the ${what}.`;
    case 'QuotaExceededError':
      return 'The disk is full, or the browser leaves no more space.';
    case 'NoModificationAllowedError':
      return `Another program holds the ${what} open.`;
    default:
      return reasonOf(error);
  }
}

function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
}
