// WebKit as Debian has it: the driver, the browser that comes with the library, and a screen that nobody sees.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installFromDebian } from '../debian.mjs';

const PROGRAMS = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];

/** Installs what is missing, where that is possible; throws with what a person has to do where it is not. */
export function installWebKit() {
  const missing = () => PROGRAMS.filter((path) => !existsSync(path));
  if (missing().length === 0) return;
  if (installFromDebian(['webkit2gtk-driver', 'xvfb']) && missing().length === 0) return;
  throw new Error(
    `${missing().join(' and ')} missing. Install WebKit's driver and a virtual screen (Debian: webkit2gtk-driver, xvfb).`,
  );
}

/**
 * The browser that the driver starts; it is no program on the path.
 * @returns {string}
 */
export function miniBrowserPath() {
  for (const triple of readdirSync('/usr/lib')) {
    for (const version of ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']) {
      const path = join('/usr/lib', triple, version, 'MiniBrowser');
      if (existsSync(path)) return path;
    }
  }
  throw new Error('There is no MiniBrowser in /usr/lib/*/webkit2gtk-4.1.');
}
