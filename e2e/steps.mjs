// Runs the commands of a check one after the other, counts what they report and says the sum in one last line.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './build.mjs';
import { readCounts } from './reports.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command run in the repository's root
 * @property {'vitest' | 'playwright'} [counts] whose JSON report tells the number of tests; else the step counts as one
 * @property {string} [needs] the name of a step without which this one makes no sense
 * @property {Record<string, string>} [env]
 *
 * @typedef {object} Result
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} seconds
 * @property {string} [note]
 * @property {string[]} [failures] which tests failed, a line each
 */

/**
 * Runs all steps, also after a failure, prints a table and the last line, and sets the exit code.
 * @param {Step[]} steps
 * @returns {Promise<void>}
 */
export async function runSteps(steps) {
  /** @type {Result[]} */
  const results = [];
  for (const step of steps) {
    const missing = results.find(({ name, failed }) => name === step.needs && failed > 0);
    const result = missing
      ? {
          name: step.name,
          passed: 0,
          failed: 1,
          seconds: 0,
          note: `not run: ${missing.name} failed`,
        }
      : await runStep(step);
    results.push(result);
  }
  report(results);
}

/**
 * Prints the table and, as the last line, the sum. Nothing passed means that nothing ran, which is a failure too.
 * @param {Result[]} results
 */
export function report(results) {
  console.log('');
  for (const { name, passed, failed, seconds, note } of results) {
    const counts = `${passed} passed, ${failed} failed`;
    const time = seconds ? `${seconds.toFixed(1)} s` : '';
    console.log(
      `${failed ? 'FAILED' : 'ok    '} ${name.padEnd(34)} ${counts.padEnd(24)} ${time.padStart(8)} ${note ?? ''}`.trimEnd(),
    );
  }
  const failures = results.flatMap((result) => result.failures ?? []);
  if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
  const passed = sum(results.map((result) => result.passed));
  const failed = sum(results.map((result) => result.failed));
  if (failed > 0 || passed === 0) process.exitCode = 1;
  console.log(`\n${passed} passed, ${failed} failed`);
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * @param {Step} step
 * @returns {Promise<Result>}
 */
async function runStep(step) {
  console.log(`\n── ${step.name}`);
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-report-'));
  const file = join(folder, 'report.json');
  const code = await run([...step.command, ...reporterArguments(step, file)], {
    ...step.env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const seconds = (performance.now() - started) / 1000;
  const counted = step.counts
    ? readReport(step.counts, file)
    : { passed: code === 0 ? 1 : 0, failed: 0 };
  rmSync(folder, { recursive: true });
  return { name: step.name, seconds, ...judge(code, counted) };
}

/**
 * A command that failed has failed at least once, whatever its report says; and a runner that saw no test proves nothing.
 * @param {number} code
 * @param {{ passed: number, failed: number, failures?: string[], note?: string } | undefined} counted
 */
export function judge(code, counted) {
  if (!counted) return { passed: 0, failed: 1, note: 'no report' };
  if (code !== 0) return { ...counted, failed: Math.max(1, counted.failed) };
  if (counted.passed + counted.failed === 0) return { ...counted, failed: 1, note: 'no test ran' };
  return counted;
}

/**
 * @param {Step} step
 * @param {string} file
 */
function reporterArguments(step, file) {
  if (step.counts === 'vitest') {
    return ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  }
  return step.counts === 'playwright' ? ['--reporter=list,json'] : [];
}

/**
 * @param {'vitest' | 'playwright'} runner
 * @param {string} file
 * @returns {{ passed: number, failed: number, failures: string[], note?: string } | undefined}
 */
function readReport(runner, file) {
  try {
    const counts = readCounts(runner, JSON.parse(readFileSync(file, 'utf8')));
    const { skipped, ...rest } = counts;
    return { ...rest, ...(skipped > 0 ? { note: `${skipped} skipped` } : {}) };
  } catch {
    return undefined;
  }
}

/**
 * @param {string[]} command
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<number>} the exit code; 1 if it could not be started or was killed
 */
function run([program = '', ...rest], env) {
  return new Promise((resolve) => {
    const child = spawn(program, rest, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * The command line of an npm script.
 * @param {string} name
 * @returns {string[]}
 */
export function script(name) {
  return ['npm', 'run', '--silent', '--ignore-scripts', name];
}

/**
 * The command line of a tool in node_modules, started without a detour over npm.
 * @param {string} path the tool's own file, inside of node_modules
 * @param {...string} rest
 * @returns {string[]}
 */
export function tool(path, ...rest) {
  return [process.execPath, join(ROOT, 'node_modules', path), ...rest];
}
