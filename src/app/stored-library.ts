import type { LibraryRepository } from '../core/library/types';
import type { TabEvent, Tabs } from '../core/ports';
import { createLibraryRepository, createMemoryLibrary } from '../platform/library-repository';
import type { SetAside } from '../platform/set-aside';
import type { AppStorage } from '../platform/storage';
import { openLibrary, type LibraryState } from '../state/library';
import type { UnsavedDoor } from '../state/unsaved/door';

/** Presets and prompts over what is stored, or over this tab's memory. */
export function openStoredLibrary(
  { database }: AppStorage,
  setAside: SetAside,
  tabs: Tabs<TabEvent>,
  unsaved: UnsavedDoor,
): Promise<LibraryState> {
  const repository = database ? createLibraryRepository(database, setAside) : createMemoryLibrary();
  let kept: LibraryRepository | undefined;
  const guarded = unsaved.guard(repository, (late) => (kept ??= late.guardLibrary(repository)));
  return openLibrary({ repository: guarded, tabs });
}
