import type { Theme } from '../core/settings/types';

/** Read by public/theme.js before the first paint, when IndexedDB has not answered yet. */
const THEME_KEY = 'patchbay-theme';

/** Mirrors the theme of the settings for the next start; without localStorage the first paint follows the system. */
export function mirrorTheme(theme: Theme, storage = browserLocalStorage()): void {
  try {
    if (storage?.getItem(THEME_KEY) !== theme) storage?.setItem(THEME_KEY, theme);
  } catch {
    // Full or denied: the settings themselves are safe in IndexedDB.
  }
}

// With site data denied, even looking throws.
function browserLocalStorage(): Pick<Storage, 'getItem' | 'setItem'> | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
