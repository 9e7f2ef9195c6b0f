import { expect, test } from 'vitest';
import { backupName, readBackupName } from './kept-backups';
import { outlived, snapshotBudget } from './rotation';

const NOW = Date.parse('2026-11-27T12:00:00Z'); // a Friday; weeks of UTC turn on Thursdays
const at = (time: string, bytes = 1) => ({ at: Date.parse(time), bytes, time });
const times = (list: { time: string }[]) => list.map(({ time }) => time);

test.each<[string, string[], string[]]>([
  ['nothing of nothing', [], []],
  [
    'the last three stay, however close',
    ['2026-11-27T09:00Z', '2026-11-27T10:00Z', '2026-11-27T11:00Z'],
    [],
  ],
  [
    'a fourth of one day goes',
    ['2026-11-27T08:00Z', '2026-11-27T09:00Z', '2026-11-27T10:00Z', '2026-11-27T11:00Z'],
    ['2026-11-27T08:00Z'],
  ],
  [
    'of each day of a week the newest stays',
    [
      ...['2026-11-27T09:00Z', '2026-11-27T10:00Z', '2026-11-27T11:00Z'],
      ...['2026-11-26T08:00Z', '2026-11-26T20:00Z', '2026-11-22T08:00Z', '2026-11-21T08:00Z'],
    ],
    ['2026-11-26T08:00Z'],
  ],
  [
    'of each of four weeks the newest stays, older ones go',
    [
      ...['2026-11-27T09:00Z', '2026-11-27T10:00Z', '2026-11-27T11:00Z'],
      ...['2026-11-18T08:00Z', '2026-11-17T08:00Z', '2026-11-11T08:00Z', '2026-11-04T08:00Z'],
      ...['2026-10-28T08:00Z'],
    ],
    ['2026-11-17T08:00Z', '2026-11-04T08:00Z', '2026-10-28T08:00Z'],
  ],
  [
    'the last three stay also after years',
    ['2020-01-01T00:00Z', '2021-01-01T00:00Z', '2022-01-01T00:00Z'],
    [],
  ],
  [
    'a clock that was ahead does no harm',
    ['2027-01-01T00:00Z', '2026-11-27T10:00Z', '2026-11-27T11:00Z', '2026-11-26T11:00Z'],
    [],
  ],
])('rotation: %s', (_name, all, gone) => {
  expect(
    times(
      outlived(
        all.map((time) => at(time)),
        NOW,
      ),
    ),
  ).toEqual(gone);
});

test('the oldest go first when all together take too much, and the newest never', () => {
  const three = [
    at('2026-11-25T00:00Z', 40),
    at('2026-11-26T00:00Z', 40),
    at('2026-11-27T00:00Z', 40),
  ];
  expect(times(outlived(three, NOW, 100))).toEqual(['2026-11-25T00:00Z']);
  expect(times(outlived(three, NOW, 10))).toEqual(['2026-11-26T00:00Z', '2026-11-25T00:00Z']);
});

test('snapshots take a tenth of the quota at most, and less on a full disk', () => {
  expect(snapshotBudget({ used: 0, quota: 1000 }, 0)).toBe(100);
  expect(snapshotBudget({ used: 980, quota: 1000 }, 30)).toBe(40);
  expect(snapshotBudget({ used: 2000, quota: 1000 }, 30)).toBe(30);
  expect(snapshotBudget(undefined, 30)).toBe(Infinity);
});

test('a name tells when a backup was made and of how many chats; other names tell nothing', () => {
  const name = backupName(Date.parse('2026-11-27T03:04:05.678Z'), 12);
  expect(name).toBe('patchbay-backup-2026-11-27T030405Z-12-chats.json');
  expect(readBackupName(name)).toEqual({ at: Date.parse('2026-11-27T03:04:05Z'), chats: 12 });
  for (const other of [
    'providers.json',
    `${name}.part`,
    name.replace('11-27', '13-45'),
    `x${name}`,
  ]) {
    expect(readBackupName(other), other).toBeUndefined();
  }
});
