import type { Theme } from '../messages';

// The paper and ink of ui/tokens.css, which this page does not load.
const DARK = 'color-scheme: dark; background: oklch(0.215 0.009 255); color: oklch(0.945 0.004 85)';
const LIGHT = 'color-scheme: light; background: white; color: oklch(0.22 0.012 260)';

/** The page that a drawing stands on. */
export function stylePage(theme: Theme): void {
  const style = document.createElement('style');
  style.textContent = `
    :root { ${theme === 'dark' ? DARK : LIGHT}; font: 14px/1.5 system-ui, sans-serif; }
    body { margin: 0; padding: 12px; }
    img, svg { display: block; max-width: 100%; height: auto; margin: auto; }
  `;
  document.head.append(style);
}
