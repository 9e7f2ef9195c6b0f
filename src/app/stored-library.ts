import type { TabEvent, Tabs } from '../core/ports';
import { createLibraryRepository, createMemoryLibrary } from '../platform/library-repository';
import type { SetAside } from '../platform/set-aside';
import type { AppStorage } from '../platform/storage';
import { openLibrary, type LibraryState } from '../state/library';

/** Presets and prompts over what is stored, or over this tab's memory. */
export function openStoredLibrary(
  { database }: AppStorage,
  setAside: SetAside,
  tabs: Tabs<TabEvent>,
): Promise<LibraryState> {
  const repository = database ? createLibraryRepository(database, setAside) : createMemoryLibrary();
  return openLibrary({ repository, tabs });
}
