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
    wrapCode: true,
    stayAwake: true,
    imageOrigins: ['https://example.org'],
    demoRemoved: true,
    turnedGroups: ['/Work'],
    tools: false,
    toolRounds: 3,
    toolsAlways: ['builtin:javascript'],
    toolsNever: ['mcp:a:b'],
    favourites: ['p1 llama'],
    defaultPreset: 'p1',
  };
  expect(restoreSettings(structuredClone(saved))).toEqual(saved);
});

test('what is no origin is never allowed', () => {
  const imageOrigins = ['https://a.example/x', '*', 7, 'null', 'data:', 'http://b.example:8080'];
  expect(restoreSettings({ imageOrigins }).imageOrigins).toEqual(['http://b.example:8080']);
});

test.each([
  undefined,
  null,
  'dark',
  [],
  {
    theme: 'sepia',
    enterSends: 'no',
    stream: 0,
    turnedGroups: [1],
    defaultPreset: 1,
    favourites: 'all',
  },
  { tools: 1, toolRounds: 0, toolsAlways: 'all', toolsNever: [1] },
])('what is missing or broken is the default: %j', (record) => {
  expect(restoreSettings(record)).toEqual(defaultSettings);
});
