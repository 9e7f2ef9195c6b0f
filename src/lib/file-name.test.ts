import { expect, test } from 'vitest';
import { safeFileName } from './file-name';

test.each([
  ['notes.md', 'notes.md'],
  ['Grüße an 東京.txt', 'Grüße an 東京.txt'],
  ['../../.bashrc', '_.._.bashrc'],
  ['C:\\Windows\\a.txt', 'C__Windows_a.txt'],
  ['invoice\u202Efdp.exe', 'invoice_fdp.exe'],
  ['two\nlines\u0000\u200B.txt', 'two_lines__.txt'],
  ['.', 'file'],
  ['', 'file'],
])('%j is offered as %j', (name, offered) => {
  expect(safeFileName(name)).toBe(offered);
});

test('a long name keeps its end', () => {
  const offered = safeFileName(`${'a'.repeat(5_000)}.txt`);
  expect(offered).toHaveLength(120);
  expect(offered.endsWith('.txt')).toBe(true);
});
