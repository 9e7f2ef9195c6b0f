// `npm test`: every guard and every test that needs nothing but this repository and two browsers.
import { LONG } from './long-specs.mjs';
import { runSteps, script, tool } from './steps.mjs';

await runSteps([
  { name: 'types', command: script('types') },
  { name: 'lint', command: script('lint') },
  {
    name: 'format',
    command: tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  },
  { name: 'rooms and units', command: tool('vitest/vitest.mjs', 'run'), counts: 'vitest' },
  { name: 'dead code', command: script('knip') },
  { name: 'build', command: script('build') },
  { name: 'size of the first load', command: script('size'), needs: 'build' },
  {
    name: 'browsers',
    command: tool('@playwright/test/cli.js', 'test', '-c', 'e2e', '--grep-invert', LONG),
    counts: 'playwright',
    needs: 'build',
  },
]);
