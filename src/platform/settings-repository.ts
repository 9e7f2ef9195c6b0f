import { get, update } from 'idb-keyval';
import { restoreSettings } from '../core/settings/restore';
import type { SettingsRepository } from '../core/settings/types';
import type { Database } from './database';
import { loadChanges } from './load-changes';

const SETTINGS_KEY = 'settings';

/** Settings in IndexedDB, one record; what a newer Patchbay keeps in it beside ours survives a save. */
export function createSettingsRepository(database: Database): SettingsRepository {
  const store = database.store('settings');
  return {
    load: async () => restoreSettings(await get<unknown>(SETTINGS_KEY, store)),
    async save(settings, before) {
      const { mergeChange } = await loadChanges();
      let saved = settings;
      await update<object>(
        SETTINGS_KEY,
        (stored) => {
          saved = mergeChange(restoreSettings(stored), before, settings);
          return { ...stored, ...saved };
        },
        store,
      );
      return saved;
    },
  };
}
