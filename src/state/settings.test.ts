import { expect, test } from 'vitest';
import { defaultSettings, type Settings, type SettingsRepository } from '../core/settings/types';
import { mergeChange } from '../lib/merge-change';
import { createSettings } from './settings';
import { fakeTabs, settle } from './testing/fakes';

function open(stored: Partial<Settings>, own: Partial<SettingsRepository> = {}) {
  const disk = { settings: { ...defaultSettings, ...stored } };
  const tabs = fakeTabs();
  const repository: SettingsRepository = {
    load: async () => ({ ...disk.settings }),
    async save(settings, before) {
      await Promise.resolve();
      disk.settings = mergeChange(disk.settings, before, settings);
      return { ...disk.settings };
    },
    ...own,
  };
  const settings = createSettings({ repository, tabs: tabs.own, onChange: () => {} });
  return { disk, tabs, settings };
}

test('a setting that is changed before the others were read leaves them alone', async () => {
  const { disk, settings } = open({ theme: 'dark', stream: false });
  await settings.set('enterSends', false);
  expect(disk.settings).toMatchObject({ theme: 'dark', stream: false, enterSends: false });
  expect(settings.values).toEqual(disk.settings);
});

test('two settings that are changed at once are both kept', async () => {
  const { disk, settings } = open({});
  await settings.ready;
  await Promise.all([settings.set('theme', 'dark'), settings.set('stream', false)]);
  expect(disk.settings).toMatchObject({ theme: 'dark', stream: false });
});

test('a change in another tab that cannot be read changes nothing here', async () => {
  let isBroken = false;
  const { settings, tabs } = open(
    {},
    {
      load: async () =>
        isBroken ? Promise.reject(new Error('broken')) : { ...defaultSettings, theme: 'dark' },
    },
  );
  await settings.ready;
  isBroken = true;
  tabs.tell({ type: 'settings-changed' });
  await settle();
  expect(settings.values.theme).toBe('dark');
});
