// Runs before `npm start` and `npm test`: the right Node, the packages of the lock file, and (with --browsers) the browsers,
// (with --proxies) the proxies that the README has recipes for.
// It may use nothing from node_modules, since that may not exist yet.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumPath, firefoxPath, headlessShellPath } from './browsers.mjs';
import { installFromDebian } from './debian.mjs';
import { nodeProblem } from './node-version.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules/.package-lock.json');

const problem = nodeProblem(process.versions.node);
if (problem) stop(problem);
installPackages();
if (process.argv.includes('--browsers')) installBrowsers();
if (process.argv.includes('--proxies')) installProxies();

function installPackages() {
  if (existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs) return;
  console.log('Installing packages (npm ci) …');
  const command = ['npm', 'ci', '--no-audit', '--no-fund'];
  if (!run(command)) {
    stop('npm ci failed, see its words above. Patchbay needs the npm registry once, to install.');
  }
  // npm keeps the time of an unchanged file; the next start shall see that this lock is installed.
  const now = new Date();
  utimesSync(INSTALLED, now, now);
}

function installBrowsers() {
  const missing = () => [
    ...(chromiumPath() ? [] : ['chromium']),
    ...(firefoxPath() ? [] : ['firefox']),
  ];
  if (missing().length > 0) installFromDebian(['chromium', 'firefox-esr']);
  // Where it cannot be had, the whole Chromium does the same in more time.
  if (!headlessShellPath()) installFromDebian(['chromium-headless-shell']);
  const rest = missing();
  if (rest.length === 0 || run([process.execPath, playwrightCli(), 'install', ...rest])) return;
  stop(
    `The browser tests need ${rest.join(' and ')}. Install Chromium and Firefox ESR with the system's package manager, ` +
      'or say where they are: PATCHBAY_CHROMIUM=/path PATCHBAY_FIREFOX=/path npm test',
  );
}

/** Where that is not possible the tests of the recipes are skipped; a plain proxy shows then what the page does. */
function installProxies() {
  const missing = ['/usr/bin/caddy', '/usr/sbin/nginx'].some((path) => !existsSync(path));
  if (missing) installFromDebian(['caddy', 'nginx-light']);
}

function playwrightCli() {
  return join(ROOT, 'node_modules/@playwright/test/cli.js');
}

/**
 * @param {string[]} command
 * @returns {boolean}
 */
function run([program = '', ...rest]) {
  // npm is a script on Windows, which only a shell starts.
  const shell = process.platform === 'win32' && program === 'npm';
  return spawnSync(program, rest, { cwd: ROOT, stdio: 'inherit', shell }).status === 0;
}

/** @param {string} words */
function stop(words) {
  console.error(`\n${words}\n`);
  process.exit(1);
}
