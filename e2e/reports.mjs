import { stripVTControlCharacters } from 'node:util';

/**
 * What the JSON report of a runner says: how many tests passed, failed and were skipped, and which failed, a line each.
 * @param {'vitest' | 'playwright'} runner
 * @param {any} json
 * @returns {{ passed: number, failed: number, skipped: number, failures: string[] }}
 */
export function readCounts(runner, json) {
  return runner === 'vitest' ? vitestCounts(json) : playwrightCounts(json);
}

/** @param {any} json */
function vitestCounts(json) {
  /** @type {any[]} */
  const files = json.testResults ?? [];
  const failures = files.flatMap((file) => {
    /** @type {any[]} */
    const tests = file.assertionResults.filter(
      (/** @type {any} */ test) => test.status === 'failed',
    );
    if (tests.length === 0 && file.status === 'failed') return [line(file.name, '', file.message)];
    return tests.map((test) => line(file.name, test.fullName, test.failureMessages?.[0]));
  });
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests,
    skipped: json.numPendingTests + json.numTodoTests,
    failures,
  };
}

/** @param {any} json */
function playwrightCounts({ stats, suites }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: failuresIn(suites ?? []),
  };
}

/**
 * @param {any[]} suites
 * @returns {string[]}
 */
function failuresIn(suites) {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests
        .filter((/** @type {any} */ test) => ['unexpected', 'flaky'].includes(test.status))
        .map((/** @type {any} */ test) => {
          const message = test.results.at(-1)?.errors?.[0]?.message ?? test.results.at(-1)?.status;
          return line(spec.file, `${spec.title} [${test.projectName}]`, message);
        }),
    ),
    ...failuresIn(suite.suites ?? []),
  ]);
}

const LONGEST = 300;

/**
 * @param {string} file
 * @param {string} title
 * @param {string} [message]
 */
function line(file, title, message = '') {
  const name = file.split('/').slice(-2).join('/');
  // Colours are for a terminal, and the lines below the first few are the stack.
  const words = stripVTControlCharacters(message)
    .split(/\n\s+at /)[0]
    ?.replace(/\s+/g, ' ');
  return `failed: ${name} › ${title}: ${words}`.slice(0, LONGEST);
}
