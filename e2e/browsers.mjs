// Finds the browsers that the tests drive: an override, what the system has, or Playwright's own download.
import { existsSync } from 'node:fs';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const HEADLESS_SHELLS = ['/usr/bin/chromium-headless-shell'];
const FIREFOX = ['/usr/bin/firefox-esr'];

// Keeps the browser from talking to its maker during a test, and lets root run it.
const CHROMIUM_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a system Chromium, or undefined when Playwright's own has to do. `PATCHBAY_CHROMIUM` overrides.
 * @returns {string | undefined}
 */
export function chromiumPath() {
  return process.env['PATCHBAY_CHROMIUM'] ?? CHROMIUM.find((path) => existsSync(path));
}

/**
 * The path of the system's headless shell: Chromium without the program around the page. `PATCHBAY_CHROMIUM` overrides.
 * @returns {string | undefined}
 */
export function headlessShellPath() {
  return process.env['PATCHBAY_CHROMIUM'] ?? HEADLESS_SHELLS.find((path) => existsSync(path));
}

/**
 * The path of a system Firefox ESR, or undefined. `PATCHBAY_FIREFOX` overrides.
 * @returns {string | undefined}
 */
export function firefoxPath() {
  return process.env['PATCHBAY_FIREFOX'] ?? FIREFOX.find((path) => existsSync(path));
}

/**
 * What a Playwright project needs to launch Chromium as people have it: its prompts, its installation of apps.
 * @returns {{ launchOptions: { args: string[], executablePath?: string } }}
 */
export function chromiumLaunch() {
  return launchOf(chromiumPath());
}

/**
 * The same engine for what concerns the page alone: every window of the whole program starts more processes, and a test
 * takes a third longer. Where there is no shell, the whole program has to do.
 */
export function headlessLaunch() {
  return launchOf(headlessShellPath() ?? chromiumPath());
}

/**
 * @param {string | undefined} executablePath
 * @returns {{ launchOptions: { args: string[], executablePath?: string } }}
 */
function launchOf(executablePath) {
  return {
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
  };
}

/**
 * What a Playwright project needs to launch Firefox. A stock Firefox is driven over WebDriver BiDi, which
 * Playwright calls the channel `moz-firefox`; its own patched build has no channel.
 * @returns {{ channel?: string, launchOptions: { executablePath?: string } }}
 */
export function firefoxLaunch() {
  const executablePath = firefoxPath();
  if (!executablePath) return { launchOptions: {} };
  return { channel: 'moz-firefox', launchOptions: { executablePath } };
}
