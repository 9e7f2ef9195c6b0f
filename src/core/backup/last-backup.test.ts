import { expect, test } from 'vitest';
import { restoreLastBackup } from './last-backup';

test('when the last backup was written comes back as it was stored', () => {
  const stored = { at: 1_700_000_000_000, kind: 'download', bytes: 812, newMessages: 3 };
  const { newMessages: _, ...known } = stored;
  expect(restoreLastBackup(stored)).toEqual(known);
});

test.each([
  undefined,
  null,
  'yesterday',
  {},
  { at: 'now', kind: 'download', bytes: 1 },
  { at: Number.NaN, kind: 'folder', bytes: 1 },
  { at: 1, kind: 'cloud', bytes: 1 },
])('what tells no time, or no kind that is known, is none: %j', (record) => {
  expect(restoreLastBackup(record)).toBeUndefined();
});
