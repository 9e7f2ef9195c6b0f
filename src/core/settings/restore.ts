import { defaultSettings, type Settings, type Theme } from './types';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

function isOrigin(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;
}

type Flag = Exclude<keyof Settings, 'theme' | 'turnedGroups' | 'defaultPreset' | 'imageOrigins'>;

/** Settings from a stored record; total: whatever is missing or broken is the default. */
export function restoreSettings(record: unknown): Settings {
  const stored: Partial<Record<keyof Settings, unknown>> =
    typeof record === 'object' && record !== null ? record : {};
  const flag = (name: Flag) => {
    const value = stored[name];
    return typeof value === 'boolean' ? value : defaultSettings[name];
  };
  return {
    theme: themes.find((theme) => theme === stored.theme) ?? defaultSettings.theme,
    enterSends: flag('enterSends'),
    stream: flag('stream'),
    titles: flag('titles'),
    compaction: flag('compaction'),
    wrapCode: flag('wrapCode'),
    stayAwake: flag('stayAwake'),
    imageOrigins: Array.isArray(stored.imageOrigins) ? stored.imageOrigins.filter(isOrigin) : [],
    demoRemoved: flag('demoRemoved'),
    turnedGroups: Array.isArray(stored.turnedGroups)
      ? stored.turnedGroups.filter((name) => typeof name === 'string')
      : [],
    defaultPreset: typeof stored.defaultPreset === 'string' ? stored.defaultPreset : '',
  };
}
