import { createStore, reconcile, unwrap } from 'solid-js/store';
import type { TabEvent, Tabs } from '../core/ports';
import { defaultSettings, type Settings, type SettingsRepository } from '../core/settings/types';
import { createTurns } from '../lib/in-turn';
import { createStateContext } from './context';

export interface SettingsState {
  readonly values: Settings;
  /** Resolves when the stored settings have been read, the last change of another tab included. */
  readonly ready: Promise<void>;
  /** Resolves when it is stored; what other tabs changed meanwhile stays, entry by entry where it is a list. */
  set<Key extends keyof Settings>(key: Key, value: Settings[Key]): Promise<void>;
}

export const SettingsContext = createStateContext<SettingsState>('Settings');

export function createSettings(tools: {
  repository: SettingsRepository;
  tabs: Tabs<TabEvent>;
  /** Told on load, on each change here, and on changes in other tabs. */
  onChange: (settings: Settings) => void;
}): SettingsState {
  const [values, setValues] = createStore<Settings>(structuredClone(defaultSettings));
  // One after the other, the reading first: a change is written with all that is not changed.
  const inTurn = createTurns();
  const load = () =>
    inTurn(async () => {
      setValues(reconcile(await tools.repository.load()));
      tools.onChange(unwrap(values));
    });
  let ready = load();
  tools.tabs.subscribe((event) => {
    if (event.type !== 'settings-changed') return;
    ready = load();
    // Storage that fails says so to whoever asks it for something.
    ready.catch(() => {});
  });
  return {
    values,
    get ready() {
      return ready;
    },
    set(key, value) {
      // As it is now: that is what the new value was made of.
      const before = structuredClone(unwrap(values));
      return inTurn(async () => {
        setValues(reconcile(await tools.repository.save({ ...before, [key]: value }, before)));
        tools.onChange(unwrap(values));
        tools.tabs.publish({ type: 'settings-changed' });
      });
    },
  };
}
