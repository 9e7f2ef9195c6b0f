import { expect, test } from 'vitest';
import { restoreSettings } from './restore';
import { defaultSettings, type Settings } from './types';

test('settings come back as they were saved', () => {
  const saved: Settings = {
    theme: 'dark',
    enterSends: false,
    stream: false,
    titles: false,
    compaction: false,
    demoRemoved: true,
    turnedGroups: ['/Work'],
    defaultPreset: 'p1',
  };
  expect(restoreSettings(structuredClone(saved))).toEqual(saved);
});

test.each([
  undefined,
  null,
  'dark',
  [],
  { theme: 'sepia', enterSends: 'no', stream: 0, turnedGroups: [1], defaultPreset: 1 },
])('what is missing or broken is the default: %j', (record) => {
  expect(restoreSettings(record)).toEqual(defaultSettings);
});
