// Applies the saved theme, and whether the sidebar is hidden, before the first paint. Storage can be denied; then the system decides.
try {
  const theme = localStorage.getItem('patchbay-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const sidebar = localStorage.getItem('patchbay-sidebar');
  if (sidebar === 'hidden') document.documentElement.dataset.sidebar = sidebar;
} catch {
  /* no storage, no saved theme */
}
