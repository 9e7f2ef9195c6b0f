import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs Debian packages where that is possible (root on Debian); false where it is not, or failed.
 * @param {string[]} packages
 * @returns {boolean}
 */
export function installFromDebian(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  console.log(`Installing from Debian: ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return [
    ['update', '-qq'],
    ['install', '-y', '-qq', ...packages],
  ].every((words) => spawnSync('apt-get', words, { stdio: 'inherit', env }).status === 0);
}
