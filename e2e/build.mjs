// Builds dist/ and tells whether it is older than what it is made from.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const DIST = join(ROOT, 'dist');

const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/**
 * Makes dist/ anew; throws Vite's own error when that fails.
 * @returns {Promise<void>}
 */
export async function build() {
  const vite = await import('vite');
  await vite.build({ root: ROOT, logLevel: 'warn' });
}

/**
 * Makes dist/ only if it is missing or something it is made from is newer.
 * @returns {Promise<void>}
 */
export async function ensureBuilt() {
  const built = await modified(join(DIST, 'index.html'));
  const newest = Math.max(
    ...(await Promise.all(SOURCES.map((name) => newestIn(join(ROOT, name))))),
  );
  if (built < newest) await build();
}

/**
 * @param {string} path
 * @returns {Promise<number>}
 */
async function newestIn(path) {
  const entries = await readdir(path, { recursive: true }).catch(() => []);
  const times = await Promise.all(entries.map((entry) => modified(join(path, entry))));
  return Math.max(await modified(path), ...times);
}

/**
 * @param {string} path
 * @returns {Promise<number>}
 */
async function modified(path) {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
