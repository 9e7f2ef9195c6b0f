import { defaultSettings, MOST_ROUNDS, type Settings, type Theme } from './types';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

function isOrigin(value: unknown): value is string {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;
}

type Flag = {
  [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never;
}[keyof Settings];

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function rounds(value: unknown): number {
  const isGood = typeof value === 'number' && Number.isInteger(value) && value >= 1;
  return isGood ? Math.min(value, MOST_ROUNDS) : defaultSettings.toolRounds;
}

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
    turnedGroups: texts(stored.turnedGroups),
    tools: flag('tools'),
    toolRounds: rounds(stored.toolRounds),
    toolsAlways: texts(stored.toolsAlways),
    toolsNever: texts(stored.toolsNever),
    favourites: texts(stored.favourites),
    defaultPreset: typeof stored.defaultPreset === 'string' ? stored.defaultPreset : '',
  };
}
