// Applies the saved theme before the first paint. Storage can be denied; then the system decides.
try {
  const theme = localStorage.getItem('patchbay-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  /* no storage, no saved theme */
}
