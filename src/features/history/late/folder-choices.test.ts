import { expect, test } from 'vitest';
import { folderChoices } from './folder-choices';

const folders = ['Café', 'Work', 'Work 2027'];
const words = (query: string, current?: string) =>
  folderChoices(folders, query, current).map((choice) => choice.words);

test('all folders at first, and the way out of the current one', () => {
  expect(words('')).toEqual(folders);
  expect(words('', 'Work')).toEqual([...folders, 'No folder']);
  expect(folderChoices(folders, '', 'Work').at(-1)?.folder).toBeUndefined();
});

test('a name that no folder has yet makes one', () => {
  expect(words('  Old   letters ')).toEqual(['New folder “Old letters”']);
  expect(words('cafe')).toEqual(['Café', 'New folder “cafe”']);
});

test('a name typed in full comes first', () => {
  expect(words('Work 2027')).toEqual(['Work 2027']);
  expect(words('Work')).toEqual(['Work', 'Work 2027']);
});
