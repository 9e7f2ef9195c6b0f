import { createStore, reconcile, unwrap } from 'solid-js/store';
import type { TabEvent, Tabs } from '../core/ports';
import { defaultSettings, type Settings, type SettingsRepository } from '../core/settings/types';
import { createTurns } from '../lib/in-turn';
import { createStateContext } from './context';

export interface SettingsState {
  readonly values: Settings;
  /** Resolves when the stored settings have been read. */
  readonly ready: Promise<void>;
  set<Key extends keyof Settings>(key: Key, value: Settings[Key]): Promise<void>;
}

export const SettingsContext = createStateContext<SettingsState>('Settings');

export function createSettings(tools: {
  repository: SettingsRepository;
  tabs: Tabs<TabEvent>;
  /** Told on load, on each change here, and on changes in other tabs. */
  onChange: (settings: Settings) => void;
}): SettingsState {
  const [values, setValues] = createStore<Settings>({ ...defaultSettings });
  // One after the other, the reading first: a change is written with all that is not changed.
  const inTurn = createTurns();
  const load = () =>
    inTurn(async () => {
      setValues(reconcile(await tools.repository.load()));
      tools.onChange(unwrap(values));
    });
  tools.tabs.subscribe((event) => {
    // Storage that fails says so to whoever asks it for something.
    if (event.type === 'settings-changed') load().catch(() => {});
  });
  return {
    values,
    ready: load(),
    set: (key, value) =>
      inTurn(async () => {
        await tools.repository.save({ ...unwrap(values), [key]: value });
        setValues(key, () => value);
        tools.onChange(unwrap(values));
        tools.tabs.publish({ type: 'settings-changed' });
      }),
  };
}
