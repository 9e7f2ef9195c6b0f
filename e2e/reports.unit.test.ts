import { expect, test } from 'vitest';
import { readCounts } from './reports.mjs';

test('a report of vitest tells which tests failed, and why, in a line each', () => {
  const failed = {
    status: 'failed',
    fullName: 'adds up',
    failureMessages: [
      'AssertionError: \u001b[31mexpected 1\u001b[0m\n to be 2\n    at src/a.test.ts:3',
    ],
  };
  const json = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      { name: '/home/src/sums/a.test.ts', status: 'failed', assertionResults: [failed] },
      {
        name: '/home/src/sums/b.test.ts',
        status: 'failed',
        assertionResults: [],
        message: 'No tests',
      },
      {
        name: '/home/src/sums/c.test.ts',
        status: 'passed',
        assertionResults: [{ status: 'passed' }],
      },
    ],
  };
  expect(readCounts('vitest', json)).toEqual({
    passed: 3,
    failed: 1,
    skipped: 1,
    failures: [
      'failed: sums/a.test.ts › adds up: AssertionError: expected 1 to be 2',
      'failed: sums/b.test.ts › : No tests',
    ],
  });
});

test('a report of Playwright does, and a flaky test counts as failed', () => {
  const tests = (status: string, result: object) => [
    { status, projectName: 'chromium', results: [{ status: 'timedOut', ...result }] },
  ];
  const json = {
    stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [
      {
        specs: [
          { file: 'a.spec.ts', title: 'one', tests: tests('expected', {}) },
          { file: 'a.spec.ts', title: 'two', tests: tests('flaky', {}) },
        ],
        suites: [
          {
            specs: [
              {
                file: 'a.spec.ts',
                title: 'three',
                tests: tests('unexpected', { errors: [{ message: 'Error: it\nbroke' }] }),
              },
            ],
          },
        ],
      },
    ],
  };
  expect(readCounts('playwright', json)).toEqual({
    passed: 1,
    failed: 2,
    skipped: 0,
    failures: [
      'failed: a.spec.ts › two [chromium]: timedOut',
      'failed: a.spec.ts › three [chromium]: Error: it broke',
    ],
  });
});
