import { createStateContext } from './context';
import type { LibraryState } from './library';

/** Presets and prompts come with the first that needs them; rejects when they cannot be read, and tries again then. */
export type OpenLibrary = () => Promise<LibraryState>;

export const LibraryContext = createStateContext<OpenLibrary>('Library');
