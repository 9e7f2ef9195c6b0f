/*
 * Which versions are still on screen. Each page holds a lock that names its main script for as long as it lives, however it
 * ends; the worker reads those names, and so knows whose files somebody may still load.
 */
const PREFIX = 'patchbay-page ';

/** The name of a page's lock; `id` makes it the page's own. */
export function pageLock(script: string, id: string): string {
  return `${PREFIX}${script} ${id}`;
}

/**
 * The main scripts of the pages below `scope`, out of the held locks and the addresses of all open windows. Undefined when
 * there are more pages than locks: one of them is older than these locks, or has not come so far.
 */
export function livingScripts(
  locks: readonly { name?: string | undefined }[],
  windows: readonly string[],
  scope: string,
): string[] | undefined {
  const scripts = locks
    .map(({ name = '' }) => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : ''))
    .map((text) => text.split(' ')[0] ?? '')
    .filter((script) => script.startsWith(scope));
  const pages = windows.filter((url) => {
    const { origin, pathname } = new URL(url);
    return [scope, `${scope}index.html`].includes(origin + pathname);
  });
  return pages.length > scripts.length ? undefined : [...new Set(scripts)];
}
