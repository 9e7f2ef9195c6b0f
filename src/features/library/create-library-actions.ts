import { titleOf } from '../../core/library/find-entries';
import type { LibraryEntry } from '../../core/library/types';
import { reasonOf } from '../../lib/reason';
import type { LibraryState } from '../../state/library';
import { NoticesContext } from '../../state/notices';

export interface LibraryActions {
  /** Resolves with whether it is stored; if not, a notice says why. */
  save(entry: LibraryEntry): Promise<boolean>;
  /** Deletes with an Undo. */
  remove(entry: LibraryEntry): void;
}

/** What a person does with an entry; a failure becomes a sentence. Needs the contexts. */
export function createLibraryActions(library: LibraryState): LibraryActions {
  const notices = NoticesContext.use();

  async function attempt(what: string, run: () => Promise<unknown>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      notices.warn(`${what} ${reasonOf(error)}`, 'storage');
      return false;
    }
  }
  async function remove(entry: LibraryEntry): Promise<void> {
    const undo = await library.remove(entry.id);
    const run = (): void => void attempt(`“${titleOf(entry)}” did not come back.`, undo);
    notices.show(`“${titleOf(entry)}” deleted.`, { label: 'Undo', run });
  }
  return {
    save: (entry) => attempt('This was not saved.', () => library.save(entry)),
    remove: (entry) => void attempt(`“${titleOf(entry)}” was not deleted.`, () => remove(entry)),
  };
}
