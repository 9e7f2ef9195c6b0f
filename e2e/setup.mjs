// Runs before `npm start` and `npm test`: the right Node, the packages of the lock file, and (with --browsers) the browsers.
// It may use nothing from node_modules, since that may not exist yet.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumPath, firefoxPath } from './browsers.mjs';
import { nodeProblem } from './node-version.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules/.package-lock.json');

const problem = nodeProblem(process.versions.node);
if (problem) stop(problem);
installPackages();
if (process.argv.includes('--browsers')) installBrowsers();

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
  if (missing().length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('Installing Chromium and Firefox from Debian …');
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    const packages = ['chromium', 'firefox-esr'];
    if (run(['apt-get', 'update', '-qq'], quiet)) {
      run(['apt-get', 'install', '-y', '-qq', ...packages], quiet);
    }
  }
  const rest = missing();
  if (rest.length === 0 || run([process.execPath, playwrightCli(), 'install', ...rest])) return;
  stop(
    `The browser tests need ${rest.join(' and ')}. Install Chromium and Firefox ESR with the system's package manager, ` +
      'or say where they are: PATCHBAY_CHROMIUM=/path PATCHBAY_FIREFOX=/path npm test',
  );
}

function playwrightCli() {
  return join(ROOT, 'node_modules/@playwright/test/cli.js');
}

/**
 * @param {string[]} command
 * @param {Record<string, string>} [environment]
 * @returns {boolean}
 */
function run([program = '', ...rest], environment = {}) {
  const result = spawnSync(program, rest, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    // npm is a script on Windows, which only a shell starts.
    shell: process.platform === 'win32' && program === 'npm',
  });
  return result.status === 0;
}

/** @param {string} words */
function stop(words) {
  console.error(`\n${words}\n`);
  process.exit(1);
}
