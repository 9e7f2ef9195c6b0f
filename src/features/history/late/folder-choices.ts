import { fold, wordsOf } from '../../../core/search/fold';

export interface FolderChoice {
  kind: 'folder' | 'new' | 'none';
  /** Undefined: out of every folder. */
  folder: string | undefined;
  words: string;
}

/** The folders whose names have the words of the query, then the one that would be new, and the way out of the current one. */
export function folderChoices(
  folders: readonly string[],
  query: string,
  current: string | undefined,
): FolderChoice[] {
  const name = query.trim().replace(/\s+/g, ' ');
  const words = wordsOf(query);
  const choices = folders
    .filter((folder) => words.every((word) => fold(folder).includes(word)))
    .map((folder): FolderChoice => ({ kind: 'folder', folder, words: folder }));
  // Enter takes the first: a name typed in full is meant, whatever else has it inside.
  choices.sort((a, b) => Number(b.folder === name) - Number(a.folder === name));
  if (name && !folders.includes(name))
    choices.push({ kind: 'new', folder: name, words: `New folder “${name}”` });
  if (!name && current !== undefined)
    choices.push({ kind: 'none', folder: undefined, words: 'No folder' });
  return choices;
}
