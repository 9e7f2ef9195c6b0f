/** Read by public/theme.js before the first paint. */
const SIDEBAR_KEY = 'patchbay-sidebar';

/** Remembers for the next start whether the sidebar is hidden; it belongs to this browser, as the size of its screen does. */
export function keepSidebar(isHidden: boolean): void {
  try {
    if (isHidden) localStorage.setItem(SIDEBAR_KEY, 'hidden');
    else localStorage.removeItem(SIDEBAR_KEY);
  } catch {
    // Denied: it is as chosen until the page is loaded again.
  }
}
