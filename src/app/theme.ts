import type { Theme } from '../core/settings/types';
import { mirrorTheme } from '../platform/theme';

/** Puts the theme on the page and keeps it for the first paint of the next start. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  mirrorTheme(theme);
}
