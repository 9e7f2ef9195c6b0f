// Asks the registry for known vulnerabilities of what the page is made of. Grave ones fail; without an answer, as without a
// network, it says so and passes.
import { spawnSync } from 'node:child_process';
import { readAudit } from './dependencies.mjs';
import { ROOT } from './build.mjs';

const LONGEST_MS = 60_000;

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0'], {
  cwd: ROOT,
  encoding: 'utf8',
  timeout: LONGEST_MS,
  shell: process.platform === 'win32',
});
const audit = readAudit(stdout ?? '');
if (audit.kind === 'unknown') {
  console.log(`Not audited: ${audit.why}.`);
} else {
  const { grave, slight } = audit;
  if (slight.length > 0) console.log(`Known, and not grave: ${slight.join(', ')}.`);
  console.log(
    grave.length > 0 ? `Known and grave: ${grave.join(', ')}.` : 'Nothing grave is known.',
  );
  if (grave.length > 0) process.exitCode = 1;
}
