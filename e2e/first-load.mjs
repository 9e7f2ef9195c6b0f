import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TAG = /<(script|link)\b[^>]*>/g;
// Icons and the manifest are fetched beside the page and do not hold it up.
const NEEDED = /\brel="(?:modulepreload|stylesheet|preload)"/;

/**
 * The files that the built page asks for before it works: index.html, its scripts with the modules they import, and its
 * stylesheets. Throws when there is no built page, or no script in it, so that an empty list never passes for a small one.
 * @param {string} dist
 * @returns {{ scripts: string[], everything: string[] }} paths inside of `dist`
 */
export function firstLoad(dist) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  // A hint only fetches a script; it is an element that runs it.
  if (!html.includes('<script')) throw new Error(`${dist}/index.html loads no script`);
  const needed = [...html.matchAll(TAG)]
    .filter(([tag, name]) => name === 'script' || NEEDED.test(tag))
    .map(([tag]) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1])
    .filter((path) => path !== undefined)
    .map((path) => join(dist, path));
  const found = withImports(needed);
  const scripts = found.filter((path) => path.endsWith('.js'));
  return { scripts, everything: [join(dist, 'index.html'), ...found] };
}

/**
 * Adds what the modules import statically, whether the page preloads it or not.
 * @param {string[]} paths
 * @returns {string[]}
 */
function withImports(paths) {
  const seen = new Set(paths);
  for (const path of seen) {
    if (!path.endsWith('.js')) continue;
    const code = readFileSync(path, 'utf8');
    for (const [, specifier = ''] of code.matchAll(
      /(?:^|[;}\s])(?:import|export)[^'"();]*?["'](\.[^"']+)["']/g,
    )) {
      seen.add(join(path, '..', specifier));
    }
  }
  return [...seen];
}
