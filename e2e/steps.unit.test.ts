import { expect, test } from 'vitest';
import { nodeProblem } from './node-version.mjs';
import { judge } from './steps.mjs';

test('a runner that saw no test has failed', () => {
  expect(judge(0, { passed: 0, failed: 0 })).toMatchObject({ passed: 0, failed: 1 });
});

test('a runner that broke has failed, also when its report counts no failure', () => {
  expect(judge(1, { passed: 5, failed: 0 })).toMatchObject({ passed: 5, failed: 1 });
  expect(judge(1, { passed: 5, failed: 2 })).toMatchObject({ passed: 5, failed: 2 });
});

test('a runner without a report has failed', () => {
  expect(judge(0, undefined)).toMatchObject({ passed: 0, failed: 1 });
});

test('what passed, passed', () => {
  expect(judge(0, { passed: 5, failed: 0 })).toEqual({ passed: 5, failed: 0 });
});

test.each(['18.20.4', '20.18.3', '16.0.0'])('Node %s is too old', (version) => {
  expect(nodeProblem(version)).toContain('20.19');
});

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s will do', (version) => {
  expect(nodeProblem(version)).toBeUndefined();
});
