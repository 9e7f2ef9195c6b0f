// `npm run test:guards`: plants one fault per guard in a copy of the repository and expects that guard to turn red.
// A guard that stays green while it sees nothing is worse than none.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './build.mjs';
import { GUARDS } from './guard-faults.mjs';
import { report } from './steps.mjs';

const copy = copyRepository();
process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));

const results = [];
for (const guard of GUARDS) {
  results.push(judge(`${guard.name}: without a fault`, guard, undefined));
  for (const fault of guard.faults)
    results.push(judge(`${guard.name}: ${fault.name}`, guard, fault));
}
report(results);

/**
 * @param {string} name
 * @param {import('./guard-faults.mjs').Guard} guard
 * @param {import('./guard-faults.mjs').Fault | undefined} fault
 * @returns {import('./steps.mjs').Result}
 */
function judge(name, guard, fault) {
  const started = performance.now();
  const restore = fault ? plant(fault) : () => {};
  const run = runGuard(guard);
  restore();
  const problem = fault ? missed(run, fault) : unexpected(run);
  if (problem) console.log(`\n── ${name}\n${run.output.trimEnd()}`);
  const seconds = (performance.now() - started) / 1000;
  return {
    name,
    passed: problem ? 0 : 1,
    failed: problem ? 1 : 0,
    seconds,
    ...(problem ? { note: problem } : {}),
  };
}

/**
 * Red alone proves little: the guard has to name the planted fault.
 * @param {{ code: number, output: string }} run
 * @param {import('./guard-faults.mjs').Fault} fault
 */
function missed({ code, output }, { says }) {
  if (code === 0) return 'the guard stayed green';
  return says.test(output) ? undefined : `red, but without ${String(says)}`;
}

/** @param {{ code: number, output: string }} run */
function unexpected({ code }) {
  return code === 0 ? undefined : 'red without a fault';
}

/**
 * @param {import('./guard-faults.mjs').Guard} guard
 * @returns {{ code: number, output: string }}
 */
function runGuard(guard) {
  const cwd = guard.only ? folderWith(guard.only) : copy;
  let output = '';
  let code = 0;
  for (const [path = '', ...rest] of guard.commands) {
    const [program, first] =
      path === 'npm' ? ['npm', []] : [process.execPath, [join('node_modules', path)]];
    const run = spawnSync(program, [...first, ...rest], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      shell: process.platform === 'win32' && program === 'npm',
    });
    output += run.stdout + run.stderr;
    code = run.status ?? 1;
    if (code !== 0) break;
  }
  if (cwd !== copy) rmSync(cwd, { recursive: true });
  return { code, output };
}

/** @param {string[]} files */
function folderWith(files) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-guard-'));
  for (const file of files) cpSync(join(copy, file), join(folder, file));
  return folder;
}

/**
 * @param {import('./guard-faults.mjs').Fault} fault
 * @returns {() => void} takes the fault away again
 */
function plant({ files }) {
  const undo = Object.entries(files).map(([file, change]) => {
    const path = join(copy, file);
    const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    const after = change(before ?? '');
    if (after === before) throw new Error(`The fault changes nothing in ${file}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, after);
    return () => (before === undefined ? rmSync(path) : writeFileSync(path, before));
  });
  return () => undo.forEach((restore) => restore());
}

/** Everything git tracks or would track, as it stands now, with the installed packages behind a link. */
function copyRepository() {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-guards-'));
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', listing, { cwd: ROOT, encoding: 'utf8' }).split('\0');
  // A file that is deleted but not yet committed is still listed.
  for (const file of files.filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
    cpSync(join(ROOT, file), join(folder, file), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}
