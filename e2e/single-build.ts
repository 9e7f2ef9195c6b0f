import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './build.mjs';

/** Builds the single file as `npm run build:single` does, into a folder of its own; answers its path. */
export async function buildSingle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-single-'));
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--mode', 'single', '--outDir', folder, '--logLevel', 'error'];
  // The test runner says `test` there, and the page would be one for developing.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  return join(folder, 'patchbay.html');
}
